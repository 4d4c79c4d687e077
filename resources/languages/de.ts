<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>+ Walk-in</source>
        <translation>+ Ohne Buchung</translation>
    </message>
    <message>
        <source>+ Walk-in “{name}”</source>
        <translation>+ Ohne Buchung „{name}“</translation>
    </message>
    <message>
        <source>+{people} extra</source>
        <translation>+{people} extra</translation>
    </message>
    <message>
        <source>0–9</source>
        <translation>0–9</translation>
    </message>
    <message numerus="yes">
        <source>1 booked</source>
        <comment>%n booked</comment>
        <translation>
            <numerusform>%n gebucht</numerusform>
            <numerusform>%n gebucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 booking</source>
        <comment>%n bookings</comment>
        <translation>
            <numerusform>%n Buchung</numerusform>
            <numerusform>%n Buchungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 character</source>
        <comment>%n characters</comment>
        <translation>
            <numerusform>%n Zeichen</numerusform>
            <numerusform>%n Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in is only on this computer, or was not read back from Wix yet. Send it first, or take it along in a file.</source>
        <comment>%n check-ins are only on this computer, or were not read back from Wix yet. Send them first, or take them along in a file.</comment>
        <translation>
            <numerusform>%n Check-in ist nur auf diesem Computer oder wurde noch nicht aus Wix zurückgelesen. Zuerst senden oder in einer Datei mitnehmen.</numerusform>
            <numerusform>%n Check-ins sind nur auf diesem Computer oder wurden noch nicht aus Wix zurückgelesen. Zuerst senden oder in einer Datei mitnehmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in was handed over in a file: it is not counted or sent here any more. Import the file on another computer, which then sends it.</source>
        <comment>%n check-ins were handed over in a file: they are not counted or sent here any more. Import the file on another computer, which then sends them.</comment>
        <translation>
            <numerusform>1 Check-in wurde in einer Datei übergeben: Er wird hier nicht mehr gezählt oder gesendet. Die Datei auf einem anderen Computer importieren; der sendet ihn dann.</numerusform>
            <numerusform>%n Check-ins wurden in einer Datei übergeben: Sie werden hier nicht mehr gezählt oder gesendet. Die Datei auf einem anderen Computer importieren; der sendet sie dann.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 client without a no-show</source>
        <comment>%n clients without a no-show</comment>
        <translation>
            <numerusform>%n Kunde ohne Nichterscheinen</numerusform>
            <numerusform>%n Kunden ohne Nichterscheinen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day</source>
        <comment>%n days</comment>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day before</source>
        <comment>%n days before</comment>
        <translation>
            <numerusform>%n Tag davor</numerusform>
            <numerusform>%n Tage davor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit typed</source>
        <comment>%n digits typed</comment>
        <translation>
            <numerusform>1 Ziffer eingegeben</numerusform>
            <numerusform>%n Ziffern eingegeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit. Optional at a reception; a kiosk asks for it before it can be left.</source>
        <comment>%n digits. Optional at a reception; a kiosk asks for it before it can be left.</comment>
        <translation>
            <numerusform>%n Ziffer. Am Empfang freiwillig; ein Kiosk fragt danach, bevor man ihn verlassen kann.</numerusform>
            <numerusform>%n Ziffern. Am Empfang freiwillig; ein Kiosk fragt danach, bevor man ihn verlassen kann.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 finished session</source>
        <comment>%n finished sessions</comment>
        <translation>
            <numerusform>%n beendeter Termin</numerusform>
            <numerusform>%n beendete Termine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 h ago</source>
        <comment>%n h ago</comment>
        <translation>
            <numerusform>vor %n Std.</numerusform>
            <numerusform>vor %n Std.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 key is no scan; a code has at least 4.</source>
        <comment>%n keys are no scan; a code has at least 4.</comment>
        <translation>
            <numerusform>%n Taste ist kein Scan; ein Code hat mindestens 4 Zeichen.</numerusform>
            <numerusform>%n Tasten sind kein Scan; ein Code hat mindestens 4 Zeichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 min ago</source>
        <comment>%n min ago</comment>
        <translation>
            <numerusform>vor %n Min.</numerusform>
            <numerusform>vor %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute</source>
        <comment>%n minutes</comment>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute fast</source>
        <comment>%n minutes fast</comment>
        <translation>
            <numerusform>%n Minute vor</numerusform>
            <numerusform>%n Minuten vor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute slow</source>
        <comment>%n minutes slow</comment>
        <translation>
            <numerusform>%n Minute nach</numerusform>
            <numerusform>%n Minuten nach</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more</source>
        <comment>%n more</comment>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 needs attention</source>
        <comment>%n need attention</comment>
        <translation>
            <numerusform>%n zu entscheiden</numerusform>
            <numerusform>%n zu entscheiden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of {sessions} is not loaded yet.</source>
        <comment>%n of {sessions} are not loaded yet.</comment>
        <translation>
            <numerusform>%n von {sessions} noch nicht geladen.</numerusform>
            <numerusform>%n von {sessions} noch nicht geladen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here</source>
        <comment>%n parties are partly here</comment>
        <translation>
            <numerusform>%n Gruppe ist teilweise da</numerusform>
            <numerusform>%n Gruppen sind teilweise da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here; it stays as it is.</source>
        <comment>%n parties are partly here; they stay as they are.</comment>
        <translation>
            <numerusform>%n Gruppe ist teilweise da; sie bleibt, wie sie ist.</numerusform>
            <numerusform>%n Gruppen sind teilweise da; sie bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person hasn’t arrived</source>
        <comment>%n people haven’t arrived</comment>
        <translation>
            <numerusform>%n Person ist nicht gekommen</numerusform>
            <numerusform>%n Personen sind nicht gekommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person named {name}</source>
        <comment>%n people named {name}</comment>
        <translation>
            <numerusform>%n Person namens {name}</numerusform>
            <numerusform>%n Personen namens {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: back to {status}</source>
        <comment>%n people: back to {status}</comment>
        <translation>
            <numerusform>%n Person: zurück auf „{status}“</numerusform>
            <numerusform>%n Personen: zurück auf „{status}“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: no-show</source>
        <comment>%n people: no-show</comment>
        <translation>
            <numerusform>%n Person: nicht erschienen</numerusform>
            <numerusform>%n Personen: nicht erschienen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result</source>
        <comment>%n results</comment>
        <translation>
            <numerusform>1 Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result, and more match</source>
        <comment>%n results, and more match</comment>
        <translation>
            <numerusform>1 Treffer, und weitere passen</numerusform>
            <numerusform>%n Treffer, und weitere passen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 saved on this computer</source>
        <comment>%n saved on this computer</comment>
        <translation>
            <numerusform>%n auf diesem Computer gesichert</numerusform>
            <numerusform>%n auf diesem Computer gesichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session</source>
        <comment>%n sessions</comment>
        <translation>
            <numerusform>%n Termin</numerusform>
            <numerusform>%n Termine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session on this day is left out at this desk, by its location or service.</source>
        <comment>All %n sessions on this day are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>1 Termin an diesem Tag wird an diesem Empfang wegen seines Ortes oder seiner Leistung ausgelassen.</numerusform>
            <numerusform>Alle %n Termine an diesem Tag werden an diesem Empfang wegen ihrer Orte oder Leistungen ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session today is left out at this desk, by its location or service.</source>
        <comment>All %n sessions today are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>1 Termin heute wird an diesem Empfang wegen seines Ortes oder seiner Leistung ausgelassen.</numerusform>
            <numerusform>Alle %n Termine heute werden an diesem Empfang wegen ihrer Orte oder Leistungen ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 thing to put right. It stands first, with what to do.</source>
        <comment>%n things to put right. They stand first, with what to do.</comment>
        <translation>
            <numerusform>%n Sache ist zu beheben. Sie steht oben, mit dem, was zu tun ist.</numerusform>
            <numerusform>%n Dinge sind zu beheben. Sie stehen oben, mit dem, was zu tun ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 waiting to send</source>
        <comment>%n waiting to send</comment>
        <translation>
            <numerusform>%n wartet auf Senden</numerusform>
            <numerusform>%n warten auf Senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 walk-in · not in Wix</source>
        <comment>%n walk-ins · not in Wix</comment>
        <translation>
            <numerusform>%n ohne Buchung · nicht in Wix</numerusform>
            <numerusform>%n ohne Buchung · nicht in Wix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 was sent and is checked once more.</source>
        <comment>%n were sent and are checked once more.</comment>
        <translation>
            <numerusform>%n wurde gesendet und wird noch einmal geprüft.</numerusform>
            <numerusform>%n wurden gesendet und werden noch einmal geprüft.</numerusform>
        </translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long.</source>
        <translation>Eine PIN hat {wanted} Ziffern und sonst nichts; diese ist {typed} lang.</translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long. Type it again, or leave it empty.</source>
        <translation>Eine PIN hat {wanted} Ziffern und sonst nichts; diese ist {typed} lang. Neu eingeben oder leer lassen.</translation>
    </message>
    <message>
        <source>A decision between two numbers cannot be undone. Set the count instead.</source>
        <translation>Eine Entscheidung zwischen zwei Zahlen lässt sich nicht rückgängig machen. Stattdessen die Anzahl festlegen.</translation>
    </message>
    <message>
        <source>A full session takes nobody more on this computer, and says so.</source>
        <translation>Ein voller Termin nimmt auf diesem Computer niemanden mehr auf und sagt das.</translation>
    </message>
    <message>
        <source>A note has at most {most} characters.</source>
        <translation>Eine Notiz hat höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of Wix. Open a browser and sign in to the network.</source>
        <translation>Eine Seite dieses Netzwerks antwortet anstelle von Wix. Einen Browser öffnen und sich beim Netzwerk anmelden.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of {host}.</source>
        <translation>Eine Seite dieses Netzwerks antwortet anstelle von {host}.</translation>
    </message>
    <message>
        <source>A proxy that asks for none can be typed into Network settings (turnout --set-up).</source>
        <translation>Ein Proxy, der keines davon verlangt, lässt sich in den Netzwerkeinstellungen (turnout --set-up) eintragen.</translation>
    </message>
    <message>
        <source>A proxy’s name and password cannot be kept here, where anybody may read them. Leave them out, or start turnout with {variable} set.</source>
        <translation>Name und Passwort eines Proxys lassen sich hier nicht ablegen, wo jeder sie lesen kann. Weglassen oder turnout mit {variable} starten.</translation>
    </message>
    <message>
        <source>A report spans {days} days at most.</source>
        <translation>Ein Bericht umfasst höchstens {days} Tage.</translation>
    </message>
    <message>
        <source>A session in which this computer counted somebody is always listed. This can be changed later with {command}.</source>
        <translation>Ein Termin, in dem dieser Computer gezählt hat, wird immer gezeigt. Ändern lässt sich das später mit {command}.</translation>
    </message>
    <message>
        <source>A site without a name</source>
        <translation>Eine Website ohne Namen</translation>
    </message>
    <message>
        <source>A window can be opened.</source>
        <translation>Ein Fenster lässt sich öffnen.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über turnout</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Add 1 extra</source>
        <translation>1 extra hinzufügen</translation>
    </message>
    <message>
        <source>Add and check in</source>
        <translation>Hinzufügen und einchecken</translation>
    </message>
    <message>
        <source>Add another site</source>
        <translation>Weitere Website hinzufügen</translation>
    </message>
    <message>
        <source>Add another site…</source>
        <translation>Weitere Website hinzufügen…</translation>
    </message>
    <message>
        <source>Add it from the site&apos;s App Market.</source>
        <translation>Aus dem App Market der Website hinzufügen.</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Add to {session} instead</source>
        <translation>Stattdessen zu {session} hinzufügen</translation>
    </message>
    <message>
        <source>Add “{name}” to the app&apos;s permissions where it was made, and let the site&apos;s owner agree to it.</source>
        <translation>„{name}“ zu den Berechtigungen der App hinzufügen, wo sie gemacht wurde, und den Website-Inhaber zustimmen lassen.</translation>
    </message>
    <message>
        <source>After a check-in by hand</source>
        <translation>Nach einem Check-in von Hand</translation>
    </message>
    <message>
        <source>After a scan</source>
        <translation>Nach einem Scan</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All five targets were hit.</source>
        <translation>Alle fünf Ziele wurden getroffen.</translation>
    </message>
    <message>
        <source>All of this is optional, and can be changed later with {command}.</source>
        <translation>All das ist freiwillig und lässt sich später mit {command} ändern.</translation>
    </message>
    <message>
        <source>All sent · checking</source>
        <translation>Alles gesendet · Prüfung läuft</translation>
    </message>
    <message>
        <source>All {party} of this booking are in. Use “Add 1 extra” for one more.</source>
        <translation>Alle {party} dieser Buchung sind da. Für eine Person mehr: „1 extra hinzufügen“.</translation>
    </message>
    <message>
        <source>Already marked as a no-show.</source>
        <translation>Schon als nicht erschienen markiert.</translation>
    </message>
    <message>
        <source>An appointment takes no walk-ins: book another one in Wix.</source>
        <translation>Ein Einzeltermin nimmt niemanden ohne Buchung auf: in Wix einen weiteren buchen.</translation>
    </message>
    <message>
        <source>Another address in place of Wix’s</source>
        <translation>Andere Adresse anstelle der von Wix</translation>
    </message>
    <message>
        <source>Another computer</source>
        <translation>Anderer Computer</translation>
    </message>
    <message>
        <source>Another key for this site: close turnout and start it as “{command}”. Another site: “Sites” in the sync panel. Nothing that waits to be sent is lost.</source>
        <translation>Ein anderer Schlüssel für diese Website: turnout schließen und als „{command}“ starten. Eine andere Website: „Websites“ im Abgleich. Was auf das Senden wartet, geht nicht verloren.</translation>
    </message>
    <message>
        <source>Another process is sending</source>
        <translation>Ein anderer Prozess sendet</translation>
    </message>
    <message>
        <source>Another process is sending.</source>
        <translation>Ein anderer Prozess sendet.</translation>
    </message>
    <message>
        <source>Another process on this computer is sending. Check-in goes on as usual.</source>
        <translation>Ein anderer Prozess auf diesem Computer sendet. Der Check-in läuft wie gewohnt weiter.</translation>
    </message>
    <message>
        <source>Another program is holding this computer&apos;s data.</source>
        <translation>Ein anderes Programm hält die Daten dieses Computers fest.</translation>
    </message>
    <message>
        <source>App ID</source>
        <translation>App-ID</translation>
    </message>
    <message>
        <source>App secret</source>
        <translation>App-Geheimnis</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>Einzeltermin</translation>
    </message>
    <message>
        <source>Arrival time</source>
        <translation>Ankunft</translation>
    </message>
    <message>
        <source>As the site</source>
        <translation>Wie die Website</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>As this computer’s system tells it. Change it if it is not right.</source>
        <translation>Wie das System dieses Computers es angibt. Ändern, falls es nicht stimmt.</translation>
    </message>
    <message>
        <source>Ask about no-shows</source>
        <translation>Nach Nichterschienenen fragen</translation>
    </message>
    <message>
        <source>Ask whoever runs this network to let turnout reach {host}.</source>
        <translation>Wer dieses Netzwerk betreut, muss turnout den Weg zu {host} erlauben.</translation>
    </message>
    <message>
        <source>Asking Wix…</source>
        <translation>Wix wird gefragt…</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Anwesenheit</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>Anwesend</translation>
    </message>
    <message>
        <source>A–Z</source>
        <translation>A–Z</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to booked</source>
        <translation>Zurück auf gebucht</translation>
    </message>
    <message>
        <source>Back to normal</source>
        <translation>Zurück zum Normalbetrieb</translation>
    </message>
    <message>
        <source>Between keys</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Block over capacity</source>
        <translation>Über der Kapazität sperren</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Gebucht</translation>
    </message>
    <message>
        <source>Booked for {party}, {here} in: {more} more can arrive.</source>
        <translation>Gebucht für {party}, da sind {here}: {more} können noch kommen.</translation>
    </message>
    <message>
        <source>Booked for {party}: at most {most} can be decided here.</source>
        <translation>Gebucht für {party}: hier lassen sich höchstens {most} festlegen.</translation>
    </message>
    <message>
        <source>Booked for {session} and not here:</source>
        <translation>Für {session} gebucht und nicht da:</translation>
    </message>
    <message>
        <source>Booking time</source>
        <translation>Buchungszeit</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>Buchungen</translation>
    </message>
    <message>
        <source>Both screens</source>
        <translation>Beide Bildschirme</translation>
    </message>
    <message>
        <source>By client</source>
        <translation>Nach Kunde</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>Nach Angebot</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>Nach Wochentag und Stunde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgesagt</translation>
    </message>
    <message>
        <source>Cancelled in Wix</source>
        <translation>In Wix storniert</translation>
    </message>
    <message>
        <source>Changed in Wix: {server}, here: {mine}.</source>
        <translation>In Wix geändert: {server}, hier: {mine}.</translation>
    </message>
    <message numerus="yes">
        <source>Changes of the last day.</source>
        <comment>Changes of the last %n days.</comment>
        <translation>
            <numerusform>Änderungen des letzten Tages.</numerusform>
            <numerusform>Änderungen der letzten %n Tage.</numerusform>
        </translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and TURNOUT_API_URL where they are set.</source>
        <translation>Die Netzwerkeinstellungen (turnout --set-up) prüfen, und HTTPS_PROXY, SSL_CERT_FILE und TURNOUT_API_URL, wo sie gesetzt sind.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Check again; if it comes back, start turnout again.</source>
        <translation>Noch einmal prüfen; kommt es wieder, turnout neu starten.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Einchecken</translation>
    </message>
    <message>
        <source>Check in this booking</source>
        <translation>Diese Buchung einchecken</translation>
    </message>
    <message>
        <source>Check in this booking, {people}</source>
        <translation>Diese Buchung einchecken, {people}</translation>
    </message>
    <message>
        <source>Check in {people}</source>
        <translation>{people} einchecken</translation>
    </message>
    <message>
        <source>Check the address and the proxy in Network settings (turnout --set-up), and TURNOUT_API_URL and HTTPS_PROXY where they are set.</source>
        <translation>Adresse und Proxy in den Netzwerkeinstellungen (turnout --set-up) prüfen, und TURNOUT_API_URL und HTTPS_PROXY, wo sie gesetzt sind.</translation>
    </message>
    <message>
        <source>Check the app&apos;s ID, secret and instance ID, and that it is installed on the site.</source>
        <translation>App-ID, Geheimnis und Instanz-ID prüfen, und ob die App auf der Website installiert ist.</translation>
    </message>
    <message>
        <source>Check the cable or the Wi-Fi of this computer.</source>
        <translation>Kabel oder WLAN dieses Computers prüfen.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the disk.</source>
        <translation>Die Rechte des Ordners und die Festplatte prüfen.</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>Check-in</translation>
    </message>
    <message>
        <source>Check-in cannot start</source>
        <translation>Check-in kann nicht starten</translation>
    </message>
    <message>
        <source>Check-in goes on from what this computer knows.</source>
        <translation>Der Check-in läuft mit dem weiter, was dieser Computer weiß.</translation>
    </message>
    <message>
        <source>Check-in goes on meanwhile.</source>
        <translation>Der Check-in läuft so lange weiter.</translation>
    </message>
    <message>
        <source>Check-in opens on {day}.</source>
        <translation>Check-in ab {day}.</translation>
    </message>
    <message>
        <source>Check-ins are still being sent; nothing was forgotten. Start turnout again.</source>
        <translation>Es werden noch Check-ins gesendet; nichts wurde vergessen. turnout neu starten.</translation>
    </message>
    <message>
        <source>Check-ins can be saved on this computer.</source>
        <translation>Check-ins lassen sich auf diesem Computer sichern.</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>Eingecheckt</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} booking: {named}.</source>
        <translation>In Wix mehr als einmal eingecheckt, Buchungen {n}: {named}.</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} bookings: {named}.</source>
        <translation>In Wix mehr als einmal eingecheckt, Buchungen {n}: {named}.</translation>
    </message>
    <message>
        <source>Checking in</source>
        <translation>Einchecken</translation>
    </message>
    <message>
        <source>Checking people in</source>
        <translation>Einchecken</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Clear the PIN</source>
        <translation>PIN leeren</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message numerus="yes">
        <source>Clock 1 min off.</source>
        <comment>Clock %n min off.</comment>
        <translation>
            <numerusform>Uhr geht %n Min. falsch.</numerusform>
            <numerusform>Uhr geht %n Min. falsch.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clock not compared yet.</source>
        <translation>Uhr noch nicht verglichen.</translation>
    </message>
    <message>
        <source>Clock ok.</source>
        <translation>Uhr stimmt.</translation>
    </message>
    <message>
        <source>Clock {n} min off.</source>
        <translation>Uhr geht {n} Min. falsch.</translation>
    </message>
    <message>
        <source>Close it, then check again.</source>
        <translation>Schließen, dann noch einmal prüfen.</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>Bereich schließen</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>{title} schließen</translation>
    </message>
    <message>
        <source>Comes in a later version</source>
        <translation>Kommt später</translation>
    </message>
    <message>
        <source>Connect this computer once: then it works without Wix too.</source>
        <translation>Diesen Computer einmal verbinden: Danach geht es auch ohne Wix.</translation>
    </message>
    <message>
        <source>Connect your Wix site</source>
        <translation>Wix-Website verbinden</translation>
    </message>
    <message>
        <source>Connected to Wix</source>
        <translation>Mit Wix verbunden</translation>
    </message>
    <message>
        <source>Connecting to Wix…</source>
        <translation>Verbindung zu Wix…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Copied. The report names no client and no key.</source>
        <translation>Kopiert. Der Bericht nennt weder Kunden noch Schlüssel.</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy the key and the site ID again, and check TURNOUT_API_URL.</source>
        <translation>Schlüssel und Website-ID neu kopieren und TURNOUT_API_URL prüfen.</translation>
    </message>
    <message>
        <source>Copy the site ID from the dashboard&apos;s address, after /dashboard/, and make the key in the account of the site&apos;s owner.</source>
        <translation>Die Website-ID aus der Adresse der Verwaltung kopieren, nach /dashboard/, und den Schlüssel im Konto des Website-Inhabers anlegen.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Kursreihe</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dark by the clock</source>
        <translation>Dunkel nach Uhrzeit</translation>
    </message>
    <message>
        <source>Dark from</source>
        <translation>Dunkel ab</translation>
    </message>
    <message>
        <source>Dark until</source>
        <translation>Dunkel bis</translation>
    </message>
    <message>
        <source>Data &amp; privacy</source>
        <translation>Daten und Datenschutz</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Dates, times and digits</source>
        <translation>Datum, Uhrzeit und Ziffern</translation>
    </message>
    <message>
        <source>Day before, after</source>
        <translation>Tag davor, danach</translation>
    </message>
    <message>
        <source>Decide in the sync panel: the mark at the top right opens it.</source>
        <translation>Im Abgleich entscheiden: Die Anzeige oben öffnet ihn.</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Letzte Ziffer löschen</translation>
    </message>
    <message>
        <source>Demo site · Practice an outage</source>
        <translation>Demo-Website · Ausfall üben</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Diagonal of the screen, in inches or cm</source>
        <translation>Bildschirmdiagonale in Zoll oder cm</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Disconnect this site…</source>
        <translation>Diese Website trennen…</translation>
    </message>
    <message>
        <source>Disconnect {site}</source>
        <translation>{site} trennen</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Don’t sign out or reset this computer until waiting is 0.</source>
        <translation>Nicht abmelden und diesen Computer nicht zurücksetzen, bis nichts mehr wartet.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>E-Mail (freiwillig)</translation>
    </message>
    <message>
        <source>Earlier sessions</source>
        <translation>Frühere Termine</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>End the test</source>
        <translation>Test beenden</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>English, Hebrew, Arabic, German, Spanish, French</source>
        <translation>Englisch, Hebräisch, Arabisch, Deutsch, Spanisch, Französisch</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Every answer takes four seconds. The desk never waits for it.</source>
        <translation>Jede Antwort braucht vier Sekunden. Der Empfang wartet nie darauf.</translation>
    </message>
    <message>
        <source>Every check-in of this demo is forgotten, here and there, and a new day is made up.</source>
        <translation>Alle Check-ins dieser Demo werden hier und dort vergessen, und ein neuer Tag wird erfunden.</translation>
    </message>
    <message>
        <source>Everyone is here</source>
        <translation>Alle sind da</translation>
    </message>
    <message>
        <source>Everything is in Wix.</source>
        <translation>Alles ist in Wix.</translation>
    </message>
    <message>
        <source>Everything that check-in needs is there.</source>
        <translation>Alles, was der Check-in braucht, ist da.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Alles funktioniert.</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>CSV-Export</translation>
    </message>
    <message>
        <source>Export and go on</source>
        <translation>Exportieren und weiter</translation>
    </message>
    <message>
        <source>Export to the file</source>
        <translation>Exportieren in die Datei</translation>
    </message>
    <message>
        <source>F5 asks Wix again.</source>
        <translation>F5 fragt Wix noch einmal.</translation>
    </message>
    <message>
        <source>Falling: it did not work</source>
        <translation>Fallend: Es hat nicht geklappt</translation>
    </message>
    <message>
        <source>File with the CA of this network</source>
        <translation>Datei mit der CA dieses Netzwerks</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the sessions</source>
        <translation>Termine filtern</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Person suchen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>First row, last row</source>
        <translation>Erste, letzte Zeile</translation>
    </message>
    <message>
        <source>For an app of your own that is installed on the site. Whoever made it knows all three; the secret is kept in this computer’s secret store, never in a file.</source>
        <translation>Für eine eigene App, die auf der Website installiert ist. Wer sie gemacht hat, kennt alle drei; das Geheimnis kommt in den Schlüsselbund dieses Computers, nie in eine Datei.</translation>
    </message>
    <message>
        <source>For today, up to {most} characters</source>
        <translation>Für heute, bis zu {most} Zeichen</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It stands on:</source>
        <translation>Freie Software unter der MIT-Lizenz. Sie beruht auf:</translation>
    </message>
    <message>
        <source>Free some space before it is full.</source>
        <translation>Platz schaffen, bevor sie voll ist.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Platz schaffen.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>From anywhere</source>
        <translation>Von überall</translation>
    </message>
    <message>
        <source>From corner to corner, without the frame: {example}</source>
        <translation>Von Ecke zu Ecke, ohne Rahmen: {example}</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Full screen, on and off</source>
        <translation>Vollbild ein und aus</translation>
    </message>
    <message>
        <source>Full screen. F11 leaves it</source>
        <translation>Vollbild. F11 beendet es</translation>
    </message>
    <message numerus="yes">
        <source>Getting 1 day…</source>
        <comment>Getting the missing days, %n to go…</comment>
        <translation>
            <numerusform>%n Tag wird geladen…</numerusform>
            <numerusform>Die fehlenden Tage werden geladen, noch %n…</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting around</source>
        <translation>Im Fenster bewegen</translation>
    </message>
    <message>
        <source>Getting the people of this session…</source>
        <translation>Die Personen dieses Termins werden geladen…</translation>
    </message>
    <message>
        <source>Getting the sessions of this day…</source>
        <translation>Die Termine dieses Tages werden geholt …</translation>
    </message>
    <message>
        <source>Getting to somebody</source>
        <translation>Zu jemandem kommen</translation>
    </message>
    <message>
        <source>Getting today’s sessions…</source>
        <translation>Die heutigen Termine werden geladen…</translation>
    </message>
    <message>
        <source>Given.</source>
        <translation>Erteilt.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Da</translation>
    </message>
    <message>
        <source>Hide the network settings</source>
        <translation>Netzwerkeinstellungen ausblenden</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Wie weit zurück</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>If it is there, the site ID is another site&apos;s: it is in the dashboard&apos;s address, after /dashboard/.</source>
        <translation>Ist es dort, gehört die Website-ID zu einer anderen Website: Sie steht in der Adresse der Verwaltung, nach /dashboard/.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar in Wix; F5 asks again.</source>
        <translation>Sollte es welche geben, im Kalender in Wix nachsehen; F5 fragt noch einmal.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar of Wix Bookings.</source>
        <translation>Sollte es welche geben, im Kalender von Wix Bookings nachsehen.</translation>
    </message>
    <message>
        <source>If this network does that on purpose, save its CA as a file and name it in Network settings (turnout --set-up) or SSL_CERT_FILE; else use another network.</source>
        <translation>Macht dieses Netzwerk das mit Absicht, dessen CA als Datei sichern und in den Netzwerkeinstellungen (turnout --set-up) oder in SSL_CERT_FILE nennen; sonst ein anderes Netzwerk nehmen.</translation>
    </message>
    <message>
        <source>In the Wix dashboard, API Keys, give this key the permission “{name}”.</source>
        <translation>In der Wix-Verwaltung unter API Keys diesem Schlüssel die Berechtigung „{name}“ geben.</translation>
    </message>
    <message>
        <source>In this session</source>
        <translation>In diesem Termin</translation>
    </message>
    <message>
        <source>Install GNOME Keyring or KWallet, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>GNOME Keyring oder KWallet installieren oder turnout mit TURNOUT_API_KEY starten.</translation>
    </message>
    <message>
        <source>Install that version again to go on; nothing was changed.</source>
        <translation>Diese wieder installieren, um weiterzumachen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Instance ID of the app on this site</source>
        <translation>Instanz-ID der App auf dieser Website</translation>
    </message>
    <message>
        <source>Is this your site?</source>
        <translation>Ist das die richtige Website?</translation>
    </message>
    <message>
        <source>It holds until turnout is closed.</source>
        <translation>Sie gilt, bis turnout geschlossen wird.</translation>
    </message>
    <message>
        <source>It is not known to which booking and session this belongs.</source>
        <translation>Es ist nicht bekannt, zu welcher Buchung und welchem Termin das gehört.</translation>
    </message>
    <message>
        <source>It is not known which course this session belongs to.</source>
        <translation>Es ist nicht bekannt, zu welchem Kurs dieser Termin gehört.</translation>
    </message>
    <message>
        <source>It stays on this computer and is forgotten after today. Wix and your clients never see it.</source>
        <translation>Sie bleibt auf diesem Computer und wird nach heute vergessen. Wix und die Kundschaft sehen sie nie.</translation>
    </message>
    <message>
        <source>Its key can be changed here; the way to another site is in the window, behind the mark at the top right.</source>
        <translation>Ihr Schlüssel lässt sich hier ändern; der Weg zu einer anderen Website ist im Fenster, hinter der Anzeige oben.</translation>
    </message>
    <message>
        <source>Its name is too long: choose a shorter one.</source>
        <translation>Der Name ist zu lang: Einen kürzeren wählen.</translation>
    </message>
    <message>
        <source>Keep a copy of it and ask for help.</source>
        <translation>Eine Kopie behalten und um Hilfe bitten.</translation>
    </message>
    <message>
        <source>Keep as local walk-in</source>
        <translation>Als „ohne Buchung“ hier behalten</translation>
    </message>
    <message>
        <source>Keep counted</source>
        <translation>Gezählt lassen</translation>
    </message>
    <message>
        <source>Keep past days for</source>
        <translation>Vergangene Tage behalten</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>Hier: {value}</translation>
    </message>
    <message>
        <source>Kept on this computer: sessions, names, the last digits of phone numbers, and who was checked in by whom. Notes go with their day, the contact details of a walk-in as soon as Wix has them. Payment data is never kept, and nothing is sent to anybody but Wix. Disconnecting the site deletes all of it here.</source>
        <translation>Auf diesem Computer bleiben: Termine, Namen, die letzten Ziffern der Telefonnummern und wer von wem eingecheckt wurde. Notizen gehen mit ihrem Tag, die Kontaktdaten eines Walk-ins, sobald Wix sie hat. Zahlungsdaten werden nie gespeichert, und gesendet wird an niemanden außer Wix. Wird die Website getrennt, ist hier alles gelöscht.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Kiosk</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Letzter Abgleich</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Letzter Besuch</translation>
    </message>
    <message>
        <source>Later sessions</source>
        <translation>Spätere Termine</translation>
    </message>
    <message>
        <source>Leave turnout open with a network until it is.</source>
        <translation>turnout bis dahin mit Netz offen lassen.</translation>
    </message>
    <message>
        <source>Let it finish loading.</source>
        <translation>Fertig laden lassen.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Load the missing days</source>
        <translation>Die fehlenden Tage laden</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Locations</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Das Fenster sperren</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Look at them in Wix Bookings and leave one check-in each.</source>
        <translation>In Wix Bookings ansehen und je einen Check-in lassen.</translation>
    </message>
    <message>
        <source>Look for a newer version of turnout.</source>
        <translation>Nach einer neueren Version von turnout suchen.</translation>
    </message>
    <message>
        <source>Look for what stands in the way</source>
        <translation>Nachsehen, was im Weg steht</translation>
    </message>
    <message>
        <source>Looking on other days too…</source>
        <translation>Es wird auch an anderen Tagen gesucht …</translation>
    </message>
    <message>
        <source>Make a key in the Wix account of the site&apos;s owner, at manage.wix.com/account/api-keys, and copy it whole.</source>
        <translation>Im Wix-Konto des Website-Inhabers unter manage.wix.com/account/api-keys einen Schlüssel anlegen und ganz kopieren.</translation>
    </message>
    <message>
        <source>Make room there, or let this user write in it; then try again.</source>
        <translation>Dort Platz schaffen oder diesem Benutzer das Schreiben erlauben; dann noch einmal versuchen.</translation>
    </message>
    <message numerus="yes">
        <source>Mark 1 as no-show</source>
        <comment>Mark all %n as no-show</comment>
        <translation>
            <numerusform>%n als nicht erschienen</numerusform>
            <numerusform>Alle %n als nicht erschienen</numerusform>
        </translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>Menütaste</translation>
    </message>
    <message>
        <source>More for this row</source>
        <translation>Mehr zu dieser Zeile</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>Mehr für {name}</translation>
    </message>
    <message>
        <source>More people match. Type more of the name, or the phone’s last digits.</source>
        <translation>Weitere Personen passen. Mehr vom Namen oder das Ende der Telefonnummer eingeben.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>Name (freiwillig)</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Entscheidung nötig</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>Netzwerkeinstellungen</translation>
    </message>
    <message>
        <source>New PIN, six digits</source>
        <translation>Neue PIN, sechs Ziffern</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Neuere</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächster</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>No bookings</source>
        <translation>Keine Buchungen</translation>
    </message>
    <message>
        <source>No changes.</source>
        <translation>Keine Änderungen.</translation>
    </message>
    <message>
        <source>No day was loaded on this computer yet.</source>
        <translation>Auf diesem Computer wurde noch kein Tag geladen.</translation>
    </message>
    <message>
        <source>No finished sessions in this period.</source>
        <translation>Keine beendeten Termine in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>No match?</source>
        <translation>Nicht dabei?</translation>
    </message>
    <message>
        <source>No name server answers. Check the cable or the Wi-Fi.</source>
        <translation>Kein Nameserver antwortet. Kabel oder WLAN prüfen.</translation>
    </message>
    <message>
        <source>No name server of this network knows {there}.</source>
        <translation>Kein Nameserver dieses Netzwerks kennt {there}.</translation>
    </message>
    <message>
        <source>No no-shows</source>
        <translation>Niemand ist ausgeblieben</translation>
    </message>
    <message>
        <source>No session is open.</source>
        <translation>Kein Termin ist geöffnet.</translation>
    </message>
    <message>
        <source>No sessions on this day</source>
        <translation>Keine Termine an diesem Tag</translation>
    </message>
    <message>
        <source>No sessions today</source>
        <translation>Heute keine Termine</translation>
    </message>
    <message>
        <source>No setting is called that. Clear the field to see all of them.</source>
        <translation>So heißt keine Einstellung. Das Feld leeren, um alle zu sehen.</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>Nicht erschienen</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>Nicht Erschienene</translation>
    </message>
    <message>
        <source>Nobody found for “{typed}”.</source>
        <translation>Niemand gefunden für „{typed}“.</translation>
    </message>
    <message>
        <source>Nobody has booked yet</source>
        <translation>Noch hat niemand gebucht</translation>
    </message>
    <message>
        <source>Nobody is checked in here, so nobody can be taken off.</source>
        <translation>Hier ist niemand eingecheckt, also lässt sich niemand abziehen.</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>Noch ist niemand da</translation>
    </message>
    <message>
        <source>Nobody is known to be checked in twice in Wix.</source>
        <translation>Soweit bekannt, ist in Wix niemand doppelt eingecheckt.</translation>
    </message>
    <message>
        <source>Nobody is missing any more.</source>
        <translation>Es fehlt niemand mehr.</translation>
    </message>
    <message>
        <source>Nobody of them is missing any more.</source>
        <translation>Von ihnen fehlt niemand mehr.</translation>
    </message>
    <message>
        <source>Nobody was checked in: the window is locked.</source>
        <translation>Niemand wurde eingecheckt: Das Fenster ist gesperrt.</translation>
    </message>
    <message>
        <source>Not arrived</source>
        <translation>Nicht gekommen</translation>
    </message>
    <message>
        <source>Not asked.</source>
        <translation>Nicht gefragt.</translation>
    </message>
    <message>
        <source>Not asked: there is no key.</source>
        <translation>Nicht gefragt: Es gibt keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Not asked: there is no secret of the app.</source>
        <translation>Nicht gefragt: Das Geheimnis der App fehlt.</translation>
    </message>
    <message>
        <source>Not compared: Wix was not reached.</source>
        <translation>Nicht verglichen: Wix war nicht erreichbar.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>Nicht verbunden. Check-ins werden auf diesem Computer gesichert und später gesendet.</translation>
    </message>
    <message>
        <source>Not here yet</source>
        <translation>Noch nicht da</translation>
    </message>
    <message>
        <source>Not here, or not whole: {days}.</source>
        <translation>Nicht oder nicht ganz hier: {days}.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not needed: an app asks in place of a key.</source>
        <translation>Nicht nötig: Eine App fragt anstelle eines Schlüssels.</translation>
    </message>
    <message>
        <source>Not needed: the key is in TURNOUT_API_KEY.</source>
        <translation>Nicht nötig: Der Schlüssel steht in TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Not offline-safe yet.</source>
        <translation>Offline noch nicht sicher.</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Notiz: {note}</translation>
    </message>
    <message>
        <source>Nothing can be saved, so + and − are off. {reason}</source>
        <translation>Nichts lässt sich sichern, darum sind + und − aus. {reason}</translation>
    </message>
    <message>
        <source>Nothing can be written there: choose another place.</source>
        <translation>Dort lässt sich nichts schreiben: Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>Sonst ist nichts betroffen.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing exact, 1 is close</source>
        <comment>Nothing exact, %n are close</comment>
        <translation>
            <numerusform>Nichts Genaues, 1 ist ähnlich</numerusform>
            <numerusform>Nichts Genaues, %n sind ähnlich</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing exactly like that. Close to it:</source>
        <translation>Nichts genau so. Ähnlich:</translation>
    </message>
    <message>
        <source>Nothing glides: lists stop at once where the finger leaves them.</source>
        <translation>Nichts gleitet: Listen halten sofort an, wo der Finger sie loslässt.</translation>
    </message>
    <message>
        <source>Nothing is lost: move that file away, start turnout and connect the site again.</source>
        <translation>Nichts ist verloren: Diese Datei verschieben, turnout starten und die Website neu verbinden.</translation>
    </message>
    <message>
        <source>Nothing is lost: they are sent by themselves once Wix can be reached.</source>
        <translation>Nichts ist verloren: Sie werden von selbst gesendet, sobald Wix erreichbar ist.</translation>
    </message>
    <message>
        <source>Nothing of these days is finished yet.</source>
        <translation>Von diesen Tagen ist noch nichts beendet.</translation>
    </message>
    <message>
        <source>Nothing to clear: nobody is checked in.</source>
        <translation>Nichts zurückzusetzen: Niemand ist eingecheckt.</translation>
    </message>
    <message>
        <source>Nothing to count: give a number from 1 to 1000.</source>
        <translation>Nichts zu zählen: eine Zahl von 1 bis 1000 angeben.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>Nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Nichts wartet auf das Senden.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Of the settings of this computer the usual is in force for {names}: {file}.</source>
        <translation>Von den Einstellungen dieses Computers gilt die übliche für {names}: {file}.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Offline-safe until {time}.</source>
        <translation>Offline sicher bis {time}.</translation>
    </message>
    <message>
        <source>Offline: of other days only what this computer has seen is found.</source>
        <translation>Offline: Von anderen Tagen wird nur gefunden, was dieser Computer schon gesehen hat.</translation>
    </message>
    <message>
        <source>Offline: this computer has not seen this day yet.</source>
        <translation>Offline: Dieser Computer hat diesen Tag noch nicht gesehen.</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Ältere</translation>
    </message>
    <message>
        <source>Older days are no longer shown, and are soon deleted here. What Wix does not know yet stays.</source>
        <translation>Ältere Tage werden nicht mehr angezeigt und hier bald gelöscht. Was Wix noch nicht weiß, bleibt.</translation>
    </message>
    <message>
        <source>On {name}, {session}</source>
        <translation>Zu {name}, {session}</translation>
    </message>
    <message>
        <source>One extra, beyond the booking</source>
        <translation>Eine Person über die Buchung</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>Eine Person weniger</translation>
    </message>
    <message>
        <source>One fewer for {name}</source>
        <translation>Eine Person weniger für {name}</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Eine Person mehr</translation>
    </message>
    <message>
        <source>One more for {name}</source>
        <translation>Eine Person mehr für {name}</translation>
    </message>
    <message>
        <source>Only count them, no name: {one}</source>
        <translation>Nur zählen, ohne Namen: {one}</translation>
    </message>
    <message>
        <source>Only for a touch screen: tap five targets, one in each corner and one in the middle.</source>
        <translation>Nur für Touchscreens: fünf Ziele antippen, eines in jeder Ecke und eines in der Mitte.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-in.</source>
        <translation>Bisher nur auf diesem Computer: {n}.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-ins.</source>
        <translation>Bisher nur auf diesem Computer: {n}.</translation>
    </message>
    <message>
        <source>Only where whoever looks after this network says so; empty is usual. {variables} go first where they are set.</source>
        <translation>Nur wenn es sagt, wer dieses Netzwerk betreut; meist leer. {variables} gehen vor, wo sie gesetzt sind.</translation>
    </message>
    <message>
        <source>Only with a scanner that types like a keyboard: scan any code.</source>
        <translation>Nur mit einem Scanner, der wie eine Tastatur tippt: irgendeinen Code scannen.</translation>
    </message>
    <message>
        <source>Only {here} checked in here: no more than that can be taken off.</source>
        <translation>Hier sind nur {here} eingecheckt: Mehr lassen sich nicht abziehen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a browser and sign in to this network if it asks.</source>
        <translation>Einen Browser öffnen und sich bei diesem Netzwerk anmelden, falls es danach fragt.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network, then try again.</source>
        <translation>Einen Browser öffnen, sich beim Netzwerk anmelden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Open here now</source>
        <translation>Hier gerade offen</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Empfang öffnen</translation>
    </message>
    <message>
        <source>Open the site’s dashboard in a browser and copy its address: {address}</source>
        <translation>Die Verwaltung der Website im Browser öffnen und ihre Adresse kopieren: {address}</translation>
    </message>
    <message>
        <source>Open the sync panel</source>
        <translation>Abgleich öffnen</translation>
    </message>
    <message>
        <source>Open {site}</source>
        <translation>{site} öffnen</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>Andere Tage</translation>
    </message>
    <message>
        <source>Other sessions today</source>
        <translation>Andere Termine heute</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Over capacity {attended} of {capacity}</source>
        <translation>Überbelegt: {attended} von {capacity}</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout and start it as “{command}”: the last page sets another PIN or removes it.</source>
        <translation>PIN vergessen? Niemand kann sie auslesen. turnout schließen und als „{command}“ starten: Auf der letzten Seite wird eine andere PIN gesetzt oder die PIN entfernt.</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout, delete the file {file}, start turnout and set another PIN.</source>
        <translation>PIN vergessen? Niemand kann sie auslesen. turnout schließen, die Datei {file} löschen, turnout starten und eine andere PIN setzen.</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>Page up, page down</source>
        <translation>Seite hoch, Seite runter</translation>
    </message>
    <message>
        <source>Part before</source>
        <translation>Voriger Teil</translation>
    </message>
    <message>
        <source>Paste the API key.</source>
        <translation>Den API-Schlüssel einfügen.</translation>
    </message>
    <message>
        <source>Paste the app ID: 36 letters, digits and dashes.</source>
        <translation>Die App-ID einfügen: 36 Buchstaben, Ziffern und Striche.</translation>
    </message>
    <message>
        <source>Paste the app secret.</source>
        <translation>Das App-Geheimnis einfügen.</translation>
    </message>
    <message>
        <source>Paste the instance ID: 36 letters, digits and dashes.</source>
        <translation>Die Instanz-ID einfügen: 36 Buchstaben, Ziffern und Striche.</translation>
    </message>
    <message>
        <source>Paste the site ID, or the address of the site’s dashboard.</source>
        <translation>Die Website-ID oder die Adresse der Verwaltung einfügen.</translation>
    </message>
    <message>
        <source>Paste three things of the app that asks Wix in place of a key.</source>
        <translation>Drei Dinge der App einfügen, die Wix anstelle eines Schlüssels fragt.</translation>
    </message>
    <message>
        <source>Paste two things from Wix. The key is kept in this computer’s secret store, never in a file.</source>
        <translation>Zwei Dinge aus Wix einfügen. Der Schlüssel kommt in den Schlüsselbund dieses Computers, nie in eine Datei.</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Berechtigung</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Phone (optional)</source>
        <translation>Telefon (freiwillig)</translation>
    </message>
    <message>
        <source>Phone ends in</source>
        <translation>Telefon endet auf</translation>
    </message>
    <message>
        <source>Play sounds</source>
        <translation>Töne abspielen</translation>
    </message>
    <message>
        <source>Practice an outage</source>
        <translation>Einen Ausfall üben</translation>
    </message>
    <message>
        <source>Practice: check-ins refused</source>
        <translation>Übung: Check-ins abgelehnt</translation>
    </message>
    <message>
        <source>Practice: slow answers</source>
        <translation>Übung: langsame Antworten</translation>
    </message>
    <message>
        <source>Practice: unplugged</source>
        <translation>Übung: Stecker gezogen</translation>
    </message>
    <message>
        <source>Prefix that the scanner sends (optional)</source>
        <translation>Präfix, das der Scanner sendet (freiwillig)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Problems only</source>
        <translation>Nur Probleme</translation>
    </message>
    <message>
        <source>Proxy, as host:port</source>
        <translation>Proxy, als host:port</translation>
    </message>
    <message>
        <source>Put right what is named above, then check again.</source>
        <translation>Beheben, was oben steht, dann noch einmal prüfen.</translation>
    </message>
    <message>
        <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
        <translation>Beides in HTTPS_PROXY eintragen: http://NAME:PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe ab</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Quote</translation>
    </message>
    <message>
        <source>Rate %</source>
        <translation>Quote %</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Gelesen als</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>Bereitschaft</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>Empfang</translation>
    </message>
    <message>
        <source>Reception on one screen, kiosk on the other.</source>
        <translation>Empfang auf dem einen Bildschirm, Kiosk auf dem anderen.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Refuse check-ins</source>
        <translation>Check-ins ablehnen</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>Abgelehnt.</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>Abgelehnt. {reason}</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Notiz entfernen</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>PIN entfernen</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Rising: it worked</source>
        <translation>Steigend: Es hat geklappt</translation>
    </message>
    <message>
        <source>Row above, row below</source>
        <translation>Zeile darüber, darunter</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Als CSV sichern</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Notiz sichern</translation>
    </message>
    <message>
        <source>Save the PIN</source>
        <translation>PIN sichern</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Gesichert als {file}</translation>
    </message>
    <message>
        <source>Saved before the restart: {saved}</source>
        <translation>Vor dem Neustart gesichert: {saved}</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>Auf diesem Computer gesichert</translation>
    </message>
    <message>
        <source>Scan any code now. Here it is only shown; nobody is checked in.</source>
        <translation>Jetzt irgendeinen Code scannen. Hier wird er nur gezeigt; niemand wird eingecheckt.</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search name, phone digits or code</source>
        <translation>Name, Telefonziffern oder Code suchen</translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Senden…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker gesendet.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Leistungen</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>Session before, after</source>
        <translation>Termin davor, danach</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Termine</translation>
    </message>
    <message>
        <source>Set count…</source>
        <translation>Anzahl festlegen…</translation>
    </message>
    <message>
        <source>Set its date and time, best by itself from the internet.</source>
        <translation>Datum und Uhrzeit stellen, am besten automatisch aus dem Internet.</translation>
    </message>
    <message>
        <source>Set or change the staff PIN</source>
        <translation>Team-PIN setzen oder ändern</translation>
    </message>
    <message>
        <source>Set this computer&apos;s date and time, best by itself from the internet.</source>
        <translation>Datum und Uhrzeit dieses Computers stellen, am besten automatisch aus dem Internet.</translation>
    </message>
    <message>
        <source>Set to {people}</source>
        <translation>Auf {people} setzen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Shortest code</source>
        <translation>Kürzester Code</translation>
    </message>
    <message>
        <source>Show all sessions again, not only {words}</source>
        <translation>Wieder alle Termine zeigen, nicht nur {words}</translation>
    </message>
    <message>
        <source>Show newest</source>
        <translation>Neueste zeigen</translation>
    </message>
    <message>
        <source>Showing the day as last known at {time}; not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>Gezeigt wird der Tag mit Stand {time}; nicht verbunden. Check-ins werden auf diesem Computer gesichert und später gesendet.</translation>
    </message>
    <message>
        <source>Sign-in expired</source>
        <translation>Anmeldung abgelaufen</translation>
    </message>
    <message>
        <source>Site ID, or the address of the site’s dashboard</source>
        <translation>Website-ID oder Adresse der Verwaltung</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Websites</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Slow answers</source>
        <translation>Langsame Antworten</translation>
    </message>
    <message>
        <source>So long after its start a session asks about everybody who is missing.</source>
        <translation>So lange nach seinem Beginn fragt ein Termin nach allen, die fehlen.</translation>
    </message>
    <message>
        <source>Somebody else changed this in Wix meanwhile.</source>
        <translation>Jemand anders hat das inzwischen in Wix geändert.</translation>
    </message>
    <message>
        <source>Somebody was counted on this computer meanwhile; nothing was forgotten.</source>
        <translation>Auf diesem Computer wurde inzwischen jemand gezählt; nichts wurde vergessen.</translation>
    </message>
    <message>
        <source>Something on the way looks into the connection. Use another network, or ask whoever runs this one for its certificate.</source>
        <translation>Etwas auf dem Weg liest in der Verbindung mit. Ein anderes Netzwerk nehmen oder das Zertifikat bei denen erfragen, die dieses betreuen.</translation>
    </message>
    <message>
        <source>Something was counted since. Set the count instead.</source>
        <translation>Seitdem wurde gezählt. Stattdessen die Anzahl festlegen.</translation>
    </message>
    <message>
        <source>Something went wrong here. What shows a tick is saved.</source>
        <translation>Hier ist etwas schiefgegangen. Was ein Häkchen hat, ist gesichert.</translation>
    </message>
    <message>
        <source>Something went wrong in turnout itself. Nothing was kept; test again.</source>
        <translation>In turnout selbst ist etwas schiefgegangen. Nichts wurde gesichert; noch einmal testen.</translation>
    </message>
    <message>
        <source>Something went wrong while asking. It is in the log.</source>
        <translation>Beim Fragen ist etwas schiefgegangen. Es steht im Protokoll.</translation>
    </message>
    <message>
        <source>Sort the roster by</source>
        <translation>Liste ordnen nach</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>Ordnung: {order}</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Töne</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Staff PIN</source>
        <translation>Team-PIN</translation>
    </message>
    <message>
        <source>Staff check people in, with keyboard, mouse or touch.</source>
        <translation>Das Team checkt ein, mit Tastatur, Maus oder Touch.</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>Start the demo site over</source>
        <translation>Demo-Website neu anfangen</translation>
    </message>
    <message>
        <source>Start the demo site over…</source>
        <translation>Demo-Website neu anfangen…</translation>
    </message>
    <message>
        <source>Start turnout again.</source>
        <translation>turnout neu starten.</translation>
    </message>
    <message>
        <source>Start turnout from a desktop session.</source>
        <translation>turnout aus einer Desktop-Sitzung starten.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>Still to {session}. The roster shows {shown}.</source>
        <translation>Weiterhin zu {session}. Die Liste zeigt {shown}.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Sync stopped, trying again</source>
        <translation>Abgleich stockt, neuer Versuch</translation>
    </message>
    <message>
        <source>Sync: {state}</source>
        <translation>Abgleich: {state}</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take the name of {person}</source>
        <translation>Den Namen von {person} übernehmen</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Taken back before it was in Wix.</source>
        <translation>Zurückgenommen, bevor es in Wix war.</translation>
    </message>
    <message>
        <source>Tap each of the five targets once.</source>
        <translation>Jedes der fünf Ziele einmal antippen.</translation>
    </message>
    <message>
        <source>Target {number}</source>
        <translation>Ziel {number}</translation>
    </message>
    <message>
        <source>Target {number}: hit</source>
        <translation>Ziel {number}: getroffen</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Test the connection first.</source>
        <translation>Zuerst die Verbindung testen.</translation>
    </message>
    <message>
        <source>Test the scanner</source>
        <translation>Scanner testen</translation>
    </message>
    <message>
        <source>Test touch</source>
        <translation>Touch testen</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test läuft…</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message numerus="yes">
        <source>That PIN is not right. 1 try is left, then it waits a minute.</source>
        <comment>That PIN is not right. %n tries are left, then it waits a minute.</comment>
        <translation>
            <numerusform>Diese PIN stimmt nicht. Noch 1 Versuch, dann eine Minute Wartezeit.</numerusform>
            <numerusform>Diese PIN stimmt nicht. Noch %n Versuche, dann eine Minute Wartezeit.</numerusform>
        </translation>
    </message>
    <message>
        <source>That code isn’t for today’s sessions</source>
        <translation>Dieser Code gehört nicht zu den heutigen Terminen</translation>
    </message>
    <message>
        <source>That is a folder: add the name of a file.</source>
        <translation>Das ist ein Ordner: Den Namen einer Datei hinzufügen.</translation>
    </message>
    <message>
        <source>That was already undone.</source>
        <translation>Das wurde schon rückgängig gemacht.</translation>
    </message>
    <message>
        <source>The API key has a space, a line break or an unknown character in it.</source>
        <translation>Im API-Schlüssel steckt ein Leerzeichen, ein Zeilenumbruch oder ein unbekanntes Zeichen.</translation>
    </message>
    <message>
        <source>The PIN that is set</source>
        <translation>Die bisherige PIN</translation>
    </message>
    <message>
        <source>The address begins with {start}</source>
        <translation>Die Adresse beginnt mit {start}</translation>
    </message>
    <message>
        <source>The address of Wix must begin with https://.</source>
        <translation>Die Adresse von Wix muss mit https:// beginnen.</translation>
    </message>
    <message>
        <source>The address of Wix must not hold a name or a password.</source>
        <translation>Die Adresse von Wix darf keinen Namen und kein Passwort enthalten.</translation>
    </message>
    <message>
        <source>The answer is not from Wix.</source>
        <translation>Die Antwort ist nicht von Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix.</source>
        <translation>Die Antwort war nicht von Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix. This network may want you to sign in: open any page in a browser, then test again.</source>
        <translation>Die Antwort war nicht von Wix. Vielleicht verlangt dieses Netzwerk eine Anmeldung: eine beliebige Seite im Browser öffnen, dann noch einmal testen.</translation>
    </message>
    <message>
        <source>The app does not have it (403).</source>
        <translation>Die App hat sie nicht (403).</translation>
    </message>
    <message>
        <source>The app has no permission for this, or is for another site.</source>
        <translation>Der App fehlt die Berechtigung dafür, oder sie gehört zu einer anderen Website.</translation>
    </message>
    <message>
        <source>The app lacks a permission. Add what is named below where the app was made, let the site’s owner agree to it, and test again.</source>
        <translation>Der App fehlt eine Berechtigung. Was unten steht, dort hinzufügen, wo die App gemacht wurde, den Website-Inhaber zustimmen lassen und noch einmal testen.</translation>
    </message>
    <message>
        <source>The app may do nothing on this site (403).</source>
        <translation>Die App darf auf dieser Website nichts (403).</translation>
    </message>
    <message>
        <source>The app needs: {permission}</source>
        <translation>Die App braucht: {permission}</translation>
    </message>
    <message>
        <source>The booking policy in Wix does not allow this.</source>
        <translation>Die Buchungsrichtlinie in Wix erlaubt das nicht.</translation>
    </message>
    <message>
        <source>The booking was cancelled in Wix; counted here: {value}.</source>
        <translation>Die Buchung wurde in Wix storniert; hier gezählt: {value}.</translation>
    </message>
    <message>
        <source>The certificate of Wix is not valid at this computer’s time. Set date and time.</source>
        <translation>Das Zertifikat von Wix gilt zur Uhrzeit dieses Computers nicht. Datum und Uhrzeit stellen.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not to be trusted: something on the way looks into it.</source>
        <translation>Dem Zertifikat von {host} ist nicht zu trauen: Etwas auf dem Weg liest mit.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid at the time of this computer.</source>
        <translation>Das Zertifikat von {host} gilt zur Uhrzeit dieses Computers nicht.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off.</source>
        <translation>Die Verbindung zu Wix brach ab.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off; it is tried again.</source>
        <translation>Die Verbindung zu Wix brach ab; sie wird neu versucht.</translation>
    </message>
    <message>
        <source>The connection to {there} broke off.</source>
        <translation>Die Verbindung zu {there} brach ab.</translation>
    </message>
    <message>
        <source>The connection works, but the app’s secret could not be kept. {why}</source>
        <translation>Die Verbindung funktioniert, aber das App-Geheimnis ließ sich nicht sichern. {why}</translation>
    </message>
    <message>
        <source>The connection works, but the key could not be kept. {why}</source>
        <translation>Die Verbindung funktioniert, aber der Schlüssel ließ sich nicht sichern. {why}</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>Der Tag danach</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>Der Tag davor</translation>
    </message>
    <message>
        <source>The demo site</source>
        <translation>Die Demo-Website</translation>
    </message>
    <message>
        <source>The demo site answers normally.</source>
        <translation>Die Demo-Website antwortet normal.</translation>
    </message>
    <message>
        <source>The demo site answers.</source>
        <translation>Die Demo-Website antwortet.</translation>
    </message>
    <message>
        <source>The demo site brings its own key.</source>
        <translation>Die Demo-Website bringt ihren eigenen Schlüssel mit.</translation>
    </message>
    <message>
        <source>The demo site did not start: {why}</source>
        <translation>Die Demo-Website startete nicht: {why}</translation>
    </message>
    <message>
        <source>The demo site has ended.</source>
        <translation>Die Demo-Website wurde beendet.</translation>
    </message>
    <message>
        <source>The demo site is not running yet.</source>
        <translation>Die Demo-Website läuft noch nicht.</translation>
    </message>
    <message>
        <source>The demo site is open here now</source>
        <translation>Die Demo-Website ist hier gerade offen</translation>
    </message>
    <message>
        <source>The demo site&apos;s folder cannot be used: {why}</source>
        <translation>Der Ordner der Demo-Website ist nicht nutzbar: {why}</translation>
    </message>
    <message>
        <source>The diagnostics, F12, say what to do.</source>
        <translation>Die Diagnose, F12, sagt, was zu tun ist.</translation>
    </message>
    <message>
        <source>The disk is full: free some space, or choose another one.</source>
        <translation>Der Datenträger ist voll: Platz schaffen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>The file cannot be written, but nothing is lost: {file}.</source>
        <translation>Die Datei lässt sich nicht schreiben, aber nichts ist verloren: {file}.</translation>
    </message>
    <message>
        <source>The file cannot be written: {file}.</source>
        <translation>Die Datei lässt sich nicht schreiben: {file}.</translation>
    </message>
    <message>
        <source>The first day is behind the last one.</source>
        <translation>Der erste Tag liegt hinter dem letzten.</translation>
    </message>
    <message>
        <source>The key does not have it (403).</source>
        <translation>Der Schlüssel hat sie nicht (403).</translation>
    </message>
    <message>
        <source>The key has no permission for this, or is for another site.</source>
        <translation>Dem Schlüssel fehlt die Berechtigung dafür, oder er gehört zu einer anderen Website.</translation>
    </message>
    <message>
        <source>The key has no permission to make bookings.</source>
        <translation>Dem Schlüssel fehlt die Berechtigung, Buchungen anzulegen.</translation>
    </message>
    <message>
        <source>The key lacks a permission. Edit it at {keys}: tick what is named below, save, and test again.</source>
        <translation>Dem Schlüssel fehlt eine Berechtigung. Unter {keys} bearbeiten: ankreuzen, was unten steht, speichern und noch einmal testen.</translation>
    </message>
    <message>
        <source>The key may do nothing on this site (403): it is for another one, or the site ID is.</source>
        <translation>Der Schlüssel darf auf dieser Website nichts (403): Er gehört zu einer anderen, oder die Website-ID.</translation>
    </message>
    <message>
        <source>The key of this site is in it.</source>
        <translation>Der Schlüssel dieser Website ist darin.</translation>
    </message>
    <message>
        <source>The key of this site is still kept here, so nothing was forgotten.</source>
        <translation>Der Schlüssel dieser Website ist hier noch gespeichert, deshalb wurde nichts vergessen.</translation>
    </message>
    <message>
        <source>The last complete one was at {pulled}.</source>
        <translation>Der letzte vollständige war um {pulled}.</translation>
    </message>
    <message>
        <source>The list from Wix does not end.</source>
        <translation>Die Liste von Wix nimmt kein Ende.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites cannot be read: {file}.</source>
        <translation>Die Liste der Websites dieses Computers ist nicht lesbar: {file}.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites was written by a newer version of turnout: {file}.</source>
        <translation>Die Liste der Websites dieses Computers stammt von einer neueren Version von turnout: {file}.</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>Die neue PIN noch einmal</translation>
    </message>
    <message>
        <source>The next change keeps that file as {aside} and begins anew.</source>
        <translation>Die nächste Änderung hebt diese Datei als {aside} auf und fängt neu an.</translation>
    </message>
    <message>
        <source>The others were not asked.</source>
        <translation>Die anderen wurden nicht gefragt.</translation>
    </message>
    <message>
        <source>The owner of the site makes it at {address}, with these permissions: {permissions}.</source>
        <translation>Wem die Website gehört, legt ihn unter {address} an, mit diesen Berechtigungen: {permissions}.</translation>
    </message>
    <message>
        <source>The printer did not take it.</source>
        <translation>Der Drucker hat es nicht angenommen.</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>Das Programm</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password. Put them into {setting}, or type another proxy into Network settings: {command}.</source>
        <translation>Der Proxy verlangt Namen und Passwort. Beides in {setting} eintragen, oder einen anderen Proxy in den Netzwerkeinstellungen: {command}.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer are wrong.</source>
        <translation>Die Proxy- oder Zertifikatseinstellungen dieses Computers stimmen nicht.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer cannot be used.</source>
        <translation>Die Proxy- oder Zertifikatseinstellungen dieses Computers sind nicht nutzbar.</translation>
    </message>
    <message>
        <source>The proxy refuses the way to Wix. Ask whoever runs this network to allow it.</source>
        <translation>Der Proxy verweigert den Weg zu Wix. Wer dieses Netzwerk betreut, muss ihn erlauben.</translation>
    </message>
    <message>
        <source>The proxy {there} asks for a name and a password (407).</source>
        <translation>Der Proxy {there} verlangt Namen und Passwort (407).</translation>
    </message>
    <message>
        <source>The proxy {there} refuses the way to {host}.</source>
        <translation>Der Proxy {there} verweigert den Weg zu {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix.</source>
        <translation>Die Anfrage wurde auf dem Weg zu Wix blockiert.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix. Ask whoever looks after this network to allow {host}.</source>
        <translation>Die Anfrage wurde auf dem Weg zu Wix blockiert. Wer dieses Netzwerk betreut, muss {host} erlauben.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to {host} (403 without a word).</source>
        <translation>Die Anfrage wurde auf dem Weg zu {host} blockiert (403 ohne Begründung).</translation>
    </message>
    <message>
        <source>The same code again within 3 seconds counts once.</source>
        <translation>Derselbe Code noch einmal binnen 3 Sekunden zählt einmal.</translation>
    </message>
    <message>
        <source>The scanner works, and this is the code of a booking.</source>
        <translation>Der Scanner funktioniert, und das ist der Code einer Buchung.</translation>
    </message>
    <message>
        <source>The scanner works, but does not send the prefix that is set here.</source>
        <translation>Der Scanner funktioniert, sendet aber nicht das hier eingestellte Präfix.</translation>
    </message>
    <message>
        <source>The scanner works. This code is not of a booking.</source>
        <translation>Der Scanner funktioniert. Dieser Code gehört zu keiner Buchung.</translation>
    </message>
    <message>
        <source>The secret of this site&apos;s app is in it.</source>
        <translation>Das Geheimnis der App dieser Website ist darin.</translation>
    </message>
    <message>
        <source>The session was cancelled in Wix; counted here: {value}.</source>
        <translation>Der Termin wurde in Wix abgesagt; hier gezählt: {value}.</translation>
    </message>
    <message>
        <source>The setting is not kept, because this computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>Die Einstellung ist nicht gesichert, weil der Datenordner dieses Computers nicht beschreibbar ist: {folder}.</translation>
    </message>
    <message>
        <source>The settings of this computer cannot be read, so the usual ones are in force: {file}.</source>
        <translation>Die Einstellungen dieses Computers sind nicht lesbar, darum gelten die üblichen: {file}.</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired</source>
        <translation>Die Anmeldung bei Wix ist abgelaufen</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired.</source>
        <translation>Die Anmeldung bei Wix ist abgelaufen.</translation>
    </message>
    <message>
        <source>The site ID has a space, a line break or an unknown character in it.</source>
        <translation>In der Website-ID steckt ein Leerzeichen, ein Zeilenumbruch oder ein unbekanntes Zeichen.</translation>
    </message>
    <message>
        <source>The site can’t be reached. Check people in: all of it is kept here and sent later.</source>
        <translation>Die Website ist nicht erreichbar. Einfach einchecken: Alles bleibt hier und wird später gesendet.</translation>
    </message>
    <message>
        <source>The site takes no check-ins. What it refuses waits behind the chip for an answer.</source>
        <translation>Die Website nimmt keine Check-ins an. Was sie ablehnt, wartet hinter der Anzeige oben auf eine Antwort.</translation>
    </message>
    <message>
        <source>The site’s name and time zone</source>
        <translation>Name und Zeitzone der Website</translation>
    </message>
    <message>
        <source>The staff PIN is removed</source>
        <translation>Die Team-PIN ist entfernt</translation>
    </message>
    <message>
        <source>The staff PIN is set. Ctrl+L locks the window</source>
        <translation>Die Team-PIN ist gesetzt. Strg+L sperrt das Fenster</translation>
    </message>
    <message>
        <source>The status of the booking in Wix does not allow this.</source>
        <translation>Der Status der Buchung in Wix erlaubt das nicht.</translation>
    </message>
    <message>
        <source>The sync stopped; it starts again.</source>
        <translation>Der Abgleich stockte; er beginnt neu.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type the new one twice.</source>
        <translation>Die beiden PINs sind nicht gleich. Die neue bitte zweimal eingeben.</translation>
    </message>
    <message>
        <source>The way to Wix is blocked. Ask whoever runs this network to allow it.</source>
        <translation>Der Weg zu Wix ist blockiert. Wer dieses Netzwerk betreut, muss ihn erlauben.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Then check the spelling of what stands in Network settings (turnout --set-up), TURNOUT_API_URL and HTTPS_PROXY.</source>
        <translation>Danach die Schreibweise dessen prüfen, was in den Netzwerkeinstellungen (turnout --set-up), TURNOUT_API_URL und HTTPS_PROXY steht.</translation>
    </message>
    <message>
        <source>There are no sessions today, as of {pulled}.</source>
        <translation>Heute keine Termine, Stand {pulled}.</translation>
    </message>
    <message>
        <source>There is a PIN.</source>
        <translation>Es gibt eine PIN.</translation>
    </message>
    <message>
        <source>There is a file {file} already: choose another name.</source>
        <translation>Es gibt schon eine Datei {file}: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>There is no API key for this site on this computer.</source>
        <translation>Auf diesem Computer gibt es keinen API-Schlüssel für diese Website.</translation>
    </message>
    <message>
        <source>There is no API key for this site yet.</source>
        <translation>Für diese Website gibt es noch keinen API-Schlüssel.</translation>
    </message>
    <message>
        <source>There is no connection to Wix.</source>
        <translation>Es gibt keine Verbindung zu Wix.</translation>
    </message>
    <message>
        <source>There is no connection to {there}.</source>
        <translation>Es gibt keine Verbindung zu {there}.</translation>
    </message>
    <message>
        <source>There is no file {file}: give the whole path of the CA&apos;s file.</source>
        <translation>Es gibt keine Datei {file}: den ganzen Pfad der CA-Datei angeben.</translation>
    </message>
    <message>
        <source>There is no screen here: the window cannot be opened, the commands work.</source>
        <translation>Hier gibt es keinen Bildschirm: Das Fenster lässt sich nicht öffnen, die Befehle gehen.</translation>
    </message>
    <message>
        <source>There is no secret of this site&apos;s app on this computer.</source>
        <translation>Auf diesem Computer gibt es kein Geheimnis der App dieser Website.</translation>
    </message>
    <message>
        <source>There is no site ID in this. It is 36 letters, digits and dashes long, and stands in the dashboard’s address after {place}.</source>
        <translation>Darin steckt keine Website-ID. Sie hat 36 Buchstaben, Ziffern und Striche und steht in der Adresse der Verwaltung nach {place}.</translation>
    </message>
    <message>
        <source>There is no such folder: choose another place.</source>
        <translation>Diesen Ordner gibt es nicht: Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>There is no way to Wix. Check the cable or the Wi-Fi.</source>
        <translation>Es gibt keinen Weg zu Wix. Kabel oder WLAN prüfen.</translation>
    </message>
    <message>
        <source>There was none yet.</source>
        <translation>Es gab noch keinen.</translation>
    </message>
    <message>
        <source>This app may do nothing on this site. Check the instance ID. If it is right, the app needs what is named below.</source>
        <translation>Diese App darf auf dieser Website nichts. Die Instanz-ID prüfen. Stimmt sie, braucht die App, was unten steht.</translation>
    </message>
    <message>
        <source>This booking is not loaded on this computer; run turnout sync.</source>
        <translation>Diese Buchung ist auf diesem Computer nicht geladen; turnout sync ausführen.</translation>
    </message>
    <message>
        <source>This booking is on the waiting list, not on the roster.</source>
        <translation>Diese Buchung steht auf der Warteliste, nicht auf der Teilnehmerliste.</translation>
    </message>
    <message>
        <source>This booking was cancelled in Wix.</source>
        <translation>Diese Buchung wurde in Wix storniert.</translation>
    </message>
    <message>
        <source>This code is too long to be of a booking.</source>
        <translation>Dieser Code ist zu lang für eine Buchung.</translation>
    </message>
    <message>
        <source>This computer and Wix tell the same time.</source>
        <translation>Dieser Computer und Wix haben dieselbe Uhrzeit.</translation>
    </message>
    <message>
        <source>This computer can’t save</source>
        <translation>Dieser Computer kann nicht speichern</translation>
    </message>
    <message>
        <source>This computer checks people in for a site that it reaches by a key.</source>
        <translation>Dieser Computer checkt für eine Website ein, die er mit einem Schlüssel erreicht.</translation>
    </message>
    <message>
        <source>This computer checks people in for another site.</source>
        <translation>Dieser Computer checkt für eine andere Website ein.</translation>
    </message>
    <message>
        <source>This computer forgets the site: its day, its check-ins and its key. What is in Wix stays there.</source>
        <translation>Dieser Computer vergisst die Website: ihren Tag, ihre Check-ins und ihren Schlüssel. Was in Wix ist, bleibt dort.</translation>
    </message>
    <message>
        <source>This computer has no secret store.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>This computer has not seen today’s sessions yet. Connect to the internet once, then it works offline too.</source>
        <translation>Dieser Computer kennt die heutigen Termine noch nicht. Einmal mit dem Internet verbinden, danach geht es auch offline.</translation>
    </message>
    <message>
        <source>This computer has not seen who booked this session yet.</source>
        <translation>Dieser Computer weiß noch nicht, wer für diesen Termin gebucht hat.</translation>
    </message>
    <message>
        <source>This computer has the key of this site. Paste another one only to change it.</source>
        <translation>Der Schlüssel dieser Website ist auf diesem Computer. Einen anderen nur einfügen, um ihn zu ändern.</translation>
    </message>
    <message>
        <source>This computer has the secret of this app. Paste another one only to change it.</source>
        <translation>Das Geheimnis dieser App ist auf diesem Computer. Ein anderes nur einfügen, um es zu ändern.</translation>
    </message>
    <message>
        <source>This computer is</source>
        <translation>Dieser Computer ist</translation>
    </message>
    <message>
        <source>This computer is offline: no name server answers for {there}.</source>
        <translation>Dieser Computer ist offline: Kein Nameserver antwortet für {there}.</translation>
    </message>
    <message>
        <source>This computer then checks people in for {site}. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>Dieser Computer checkt dann für {site} ein. Nichts wird vergessen: Was bis dahin nicht gesendet ist, geht hinaus, wenn diese Website wieder offen ist.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes fast.</source>
        <translation>Die Uhr dieses Computers geht {n} Minuten vor.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes slow.</source>
        <translation>Die Uhr dieses Computers geht {n} Minuten nach.</translation>
    </message>
    <message>
        <source>This computer&apos;s data file is damaged.</source>
        <translation>Die Datendatei dieses Computers ist beschädigt.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: check-ins cannot be saved.</source>
        <translation>Der Datenordner dieses Computers ist nicht beschreibbar: Check-ins lassen sich nicht sichern.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}</source>
        <translation>Der Datenordner dieses Computers ist nicht beschreibbar: {folder}</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>Der Datenordner dieses Computers ist nicht beschreibbar: {folder}.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was made by another version of turnout and cannot be read.</source>
        <translation>Die Daten dieses Computers stammen von einer anderen Version von turnout und sind nicht lesbar.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was written by a newer version of turnout.</source>
        <translation>Die Daten dieses Computers stammen von einer neueren Version von turnout.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or failing: check-ins cannot be saved.</source>
        <translation>Die Festplatte dieses Computers ist voll oder defekt: Check-ins lassen sich nicht sichern.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store cannot be used: it refused.</source>
        <translation>Der Schlüsselbund dieses Computers ist nicht nutzbar: Er hat abgelehnt.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store does not answer: it may be waiting for its password.</source>
        <translation>Der Schlüsselbund dieses Computers antwortet nicht: Vielleicht wartet er auf sein Passwort.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store is locked.</source>
        <translation>Der Schlüsselbund dieses Computers ist gesperrt.</translation>
    </message>
    <message>
        <source>This computer’s clock looks wrong: {off}. Check date and time.</source>
        <translation>Die Uhr dieses Computers geht wohl falsch: {off}. Datum und Uhrzeit prüfen.</translation>
    </message>
    <message>
        <source>This course is full in Wix.</source>
        <translation>Dieser Kurs ist in Wix voll.</translation>
    </message>
    <message>
        <source>This day is not on this computer, or not whole.</source>
        <translation>Dieser Tag ist nicht oder nicht ganz auf diesem Computer.</translation>
    </message>
    <message>
        <source>This day is over: it can only be looked at.</source>
        <translation>Dieser Tag ist vorbei: Er lässt sich nur ansehen.</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Dieser Empfang</translation>
    </message>
    <message>
        <source>This is a site ID, not a key. The key is longer, and comes from {address}.</source>
        <translation>Das ist eine Website-ID, kein Schlüssel. Der Schlüssel ist länger und kommt von {address}.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Correct it, or leave it out.</source>
        <translation>Das ist keine E-Mail-Adresse. Berichtigen oder weglassen.</translation>
    </message>
    <message>
        <source>This is the demo site. See here what the desk does when the real one fails.</source>
        <translation>Das ist die Demo-Website. Hier zeigt sich, was der Empfang tut, wenn die echte ausfällt.</translation>
    </message>
    <message>
        <source>This is what Wix says just now. Go back if it is another site.</source>
        <translation>Das sagt Wix gerade. Zurück, falls es eine andere Website ist.</translation>
    </message>
    <message>
        <source>This key may do nothing on this site. Check the site ID. If it is right, give the key access to this site at {keys}, and tick what is named below.</source>
        <translation>Dieser Schlüssel darf auf dieser Website nichts. Die Website-ID prüfen. Stimmt sie, dem Schlüssel unter {keys} Zugriff geben und ankreuzen, was unten steht.</translation>
    </message>
    <message>
        <source>This makes {n} of {capacity} (over capacity).</source>
        <translation>Das ergibt {n} von {capacity} (überbelegt).</translation>
    </message>
    <message>
        <source>This network does not know Wix by name. Check the cable or the Wi-Fi.</source>
        <translation>Dieses Netzwerk kennt Wix nicht beim Namen. Kabel oder WLAN prüfen.</translation>
    </message>
    <message>
        <source>This row is not in conflict; count with check-in instead.</source>
        <translation>Diese Zeile hat keinen Konflikt; stattdessen einchecken.</translation>
    </message>
    <message>
        <source>This screen</source>
        <translation>Dieser Bildschirm</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Dieser Termin</translation>
    </message>
    <message>
        <source>This session is full in Wix.</source>
        <translation>Dieser Termin ist in Wix voll.</translation>
    </message>
    <message>
        <source>This session is not loaded on this computer; run turnout sync.</source>
        <translation>Dieser Termin ist auf diesem Computer nicht geladen; turnout sync ausführen.</translation>
    </message>
    <message>
        <source>This site does not let check-ins be deleted.</source>
        <translation>Diese Website lässt das Löschen von Check-ins nicht zu.</translation>
    </message>
    <message>
        <source>This site stays known here. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>Diese Website bleibt hier bekannt. Nichts wird vergessen: Was bis dahin nicht gesendet ist, geht hinaus, wenn sie wieder offen ist.</translation>
    </message>
    <message>
        <source>This takes {steps} off here, and it never reaches Wix.</source>
        <translation>Das nimmt hier {steps} weg und kommt nie in Wix an.</translation>
    </message>
    <message>
        <source>This user may not write there: choose another place.</source>
        <translation>Dieser Benutzer darf dort nicht schreiben: Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>This was typed by hand: {pause} between two keys. Where it was the scanner, set it to send without pauses and to end with Enter.</source>
        <translation>Das wurde von Hand getippt: {pause} zwischen zwei Tasten. War es der Scanner, ihn so einstellen, dass er ohne Pausen sendet und mit der Eingabetaste endet.</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Alle ankreuzen</translation>
    </message>
    <message>
        <source>Tick at least one location.</source>
        <translation>Mindestens einen Ort ankreuzen.</translation>
    </message>
    <message>
        <source>Tick at least one service.</source>
        <translation>Mindestens eine Leistung ankreuzen.</translation>
    </message>
    <message>
        <source>Tick in Wix: {permission}</source>
        <translation>In Wix ankreuzen: {permission}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Time zone: {zone}</source>
        <translation>Zeitzone: {zone}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>To enter it, start turnout --set-up.</source>
        <translation>Zum Eingeben turnout --set-up starten.</translation>
    </message>
    <message>
        <source>To let an app ask there instead comes in a later version.</source>
        <translation>Dort stattdessen eine App fragen zu lassen, kommt in einer späteren Version.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as turnout --set-up.</source>
        <translation>Um sie zu zeigen, turnout schließen und als turnout --set-up starten.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as “{command}”.</source>
        <translation>Um sie zu zeigen, turnout schließen und als „{command}“ starten.</translation>
    </message>
    <message>
        <source>To put right</source>
        <translation>Zu beheben</translation>
    </message>
    <message>
        <source>To {session}</source>
        <translation>Zu {session}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Today is not loaded yet; the last update was {when}.</source>
        <translation>Heute ist noch nicht geladen; der letzte Stand ist von {when}.</translation>
    </message>
    <message>
        <source>Today is not loaded; the last update was {when}.</source>
        <translation>Heute ist nicht geladen; der letzte Stand ist von {when}.</translation>
    </message>
    <message>
        <source>Today&apos;s sessions are all of locations or services that this desk leaves out.</source>
        <translation>Alle Termine von heute gehören zu Orten oder Leistungen, die dieser Empfang auslässt.</translation>
    </message>
    <message>
        <source>Today: back to it</source>
        <translation>Heute: zurück dorthin</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings}</source>
        <translation>Heute: {sessions}, {bookings}</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings} in the first {most}</source>
        <translation>Heute: {sessions}, {bookings} in den ersten {most}</translation>
    </message>
    <message>
        <source>Today’s sessions</source>
        <translation>Heutige Termine</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Total of {here} of {days} days</source>
        <translation>Summe von {here} der {days} Tage</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>Touch</translation>
    </message>
    <message numerus="yes">
        <source>Try again in 1 second</source>
        <comment>Try again in %n seconds</comment>
        <translation>
            <numerusform>In 1 Sekunde noch einmal versuchen</numerusform>
            <numerusform>In %n Sekunden noch einmal versuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try the demo site</source>
        <translation>Demo-Website ausprobieren</translation>
    </message>
    <message>
        <source>Twice the same: look here</source>
        <translation>Zweimal gleich: hierher sehen</translation>
    </message>
    <message>
        <source>Type another one to change it. Nobody can read the old one.</source>
        <translation>Eine andere eingeben, um sie zu ändern. Die alte kann niemand lesen.</translation>
    </message>
    <message>
        <source>Type six digits.</source>
        <translation>Sechs Ziffern eingeben.</translation>
    </message>
    <message>
        <source>Type the diagonal as a number between {least} and {most} inches, or leave it empty.</source>
        <translation>Die Diagonale als Zahl zwischen {least} und {most} Zoll eingeben oder leer lassen.</translation>
    </message>
    <message>
        <source>Type the proxy as its name and port: {example}</source>
        <translation>Den Proxy als Namen und Port eingeben: {example}</translation>
    </message>
    <message>
        <source>Type the staff PIN. Check-ins are still being sent.</source>
        <translation>Die Team-PIN eingeben. Check-ins werden weiter gesendet.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the last check-in change</source>
        <translation>Letzte Änderung rückgängig</translation>
    </message>
    <message>
        <source>Undo: {name}, {change}</source>
        <translation>Rückgängig: {name}, {change}</translation>
    </message>
    <message>
        <source>Unknown booking</source>
        <translation>Unbekannte Buchung</translation>
    </message>
    <message>
        <source>Unlock it, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>Entsperren oder turnout mit TURNOUT_API_KEY starten.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Entsperren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>Stecker ziehen</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Keine ankreuzen</translation>
    </message>
    <message>
        <source>Untick what is checked in elsewhere. These are the places and services of the days ahead in the site’s calendar; whatever comes new there is listed too.</source>
        <translation>Abwählen, was anderswo eingecheckt wird. Das sind die Orte und Leistungen der nächsten Tage im Kalender der Website; was neu dazukommt, wird auch gezeigt.</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Update now</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Use an API key instead</source>
        <translation>Stattdessen API-Schlüssel</translation>
    </message>
    <message>
        <source>Use an app instead</source>
        <translation>Stattdessen eine App</translation>
    </message>
    <message>
        <source>Use {value} (Wix)</source>
        <translation>Wix: {value}</translation>
    </message>
    <message>
        <source>Visitors check themselves in.</source>
        <translation>Gäste checken sich selbst ein.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Wait a minute. If it comes back, close other programs that use this site&apos;s key.</source>
        <translation>Eine Minute warten. Kommt es wieder, andere Programme schließen, die den Schlüssel dieser Website nutzen.</translation>
    </message>
    <message>
        <source>Wait, and look at status.wix.com.</source>
        <translation>Warten und auf status.wix.com nachsehen.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-in.</source>
        <translation>Warten auf eine Entscheidung: {n}.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-ins.</source>
        <translation>Warten auf eine Entscheidung: {n}.</translation>
    </message>
    <message>
        <source>Waiting for the next minute&apos;s requests.</source>
        <translation>Wartet auf die Anfragen der nächsten Minute.</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Wartet auf Senden</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Ohne Buchung</translation>
    </message>
    <message>
        <source>Walk-in · not in Wix</source>
        <translation>Ohne Buchung · nicht in Wix</translation>
    </message>
    <message>
        <source>Walk-ins not in Wix</source>
        <translation>Ohne Buchung, nicht in Wix</translation>
    </message>
    <message>
        <source>Weekday and hour</source>
        <translation>Wochentag und Stunde</translation>
    </message>
    <message>
        <source>What answers in place of {host} does not speak TLS.</source>
        <translation>Was anstelle von {host} antwortet, spricht kein TLS.</translation>
    </message>
    <message>
        <source>What answers is not Wix. Check the address and the proxy in Network settings: {command}.</source>
        <translation>Was antwortet, ist nicht Wix. Die Adresse und den Proxy in den Netzwerkeinstellungen prüfen: {command}.</translation>
    </message>
    <message>
        <source>What does this desk list?</source>
        <translation>Was zeigt dieser Empfang?</translation>
    </message>
    <message>
        <source>What each line stands for</source>
        <translation>Wofür jede Zeile steht</translation>
    </message>
    <message>
        <source>What the blue button says</source>
        <translation>Was auf dem blauen Knopf steht</translation>
    </message>
    <message>
        <source>What was decided cannot be undone.</source>
        <translation>Was entschieden wurde, lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Whatever is heard is also on the screen.</source>
        <translation>Was man hört, steht auch auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>Where it was changed</source>
        <translation>Wo geändert</translation>
    </message>
    <message>
        <source>Which report</source>
        <translation>Welcher Bericht</translation>
    </message>
    <message>
        <source>Who booked</source>
        <translation>Wer gebucht hat</translation>
    </message>
    <message>
        <source>Who is checked in</source>
        <translation>Wer eingecheckt ist</translation>
    </message>
    <message>
        <source>Whoever comes later is checked in as always. One undo takes it all back.</source>
        <translation>Wer später kommt, wird wie immer eingecheckt. Ein Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <source>With a PIN the window can be locked, by Ctrl+L or in the menu, while nobody stands at it. Only a hash of it is kept on this computer.</source>
        <translation>Mit einer PIN lässt sich das Fenster sperren, mit Strg+L oder im Menü, während niemand davorsteht. Auf diesem Computer bleibt nur ein Hash davon.</translation>
    </message>
    <message>
        <source>With an e-mail address Wix gets a booking; without one it is counted here alone.</source>
        <translation>Mit E-Mail-Adresse bekommt Wix eine Buchung; ohne wird nur hier gezählt.</translation>
    </message>
    <message>
        <source>With everyone who is booked this makes {n} of {capacity}.</source>
        <translation>Mit allen, die gebucht haben, sind es {n} von {capacity}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} session.</source>
        <translation>Termine bisher ohne Liste: {n}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} sessions.</source>
        <translation>Termine bisher ohne Liste: {n}.</translation>
    </message>
    <message>
        <source>Without an e-mail address Wix takes no booking.</source>
        <translation>Ohne E-Mail-Adresse nimmt Wix keine Buchung an.</translation>
    </message>
    <message>
        <source>Wix</source>
        <translation>Wix</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site</source>
        <translation>Wix Bookings fehlt auf dieser Website</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site (428).</source>
        <translation>Wix Bookings fehlt auf dieser Website (428).</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site.</source>
        <translation>Wix Bookings fehlt auf dieser Website.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Add it from the site’s App Market. Check-in goes on; nothing is sent.</source>
        <translation>Wix Bookings fehlt auf dieser Website. Aus dem App Market der Website hinzufügen. Der Check-in läuft weiter; nichts wird gesendet.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Check the site ID, or add Wix Bookings in the site’s dashboard; then test again.</source>
        <translation>Wix Bookings fehlt auf dieser Website. Die Website-ID prüfen oder Wix Bookings in der Verwaltung hinzufügen; dann noch einmal testen.</translation>
    </message>
    <message>
        <source>Wix accepts the app on this site.</source>
        <translation>Wix akzeptiert die App auf dieser Website.</translation>
    </message>
    <message>
        <source>Wix accepts the key and the site ID.</source>
        <translation>Wix akzeptiert Schlüssel und Website-ID.</translation>
    </message>
    <message>
        <source>Wix asks to wait a minute</source>
        <translation>Wix bittet um eine Minute Geduld</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment.</source>
        <translation>Wix bittet um einen Moment Geduld.</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment. Test again in a minute.</source>
        <translation>Wix bittet um einen Moment Geduld. In einer Minute noch einmal testen.</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site (429).</source>
        <translation>Wix bittet zu warten: Es gibt zu viele Anfragen für diese Website (429).</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site. It goes on by itself within a minute or so; check-ins are saved on this computer meanwhile.</source>
        <translation>Wix bittet zu warten: Es gibt zu viele Anfragen für diese Website. In etwa einer Minute geht es von selbst weiter; Check-ins werden so lange auf diesem Computer gesichert.</translation>
    </message>
    <message>
        <source>Wix could not tell which session this belongs to.</source>
        <translation>Wix konnte nicht sagen, zu welchem Termin das gehört.</translation>
    </message>
    <message>
        <source>Wix did not accept a question of turnout. Test again in a few minutes.</source>
        <translation>Wix hat eine Frage von turnout nicht angenommen. In ein paar Minuten noch einmal testen.</translation>
    </message>
    <message>
        <source>Wix did not accept this.</source>
        <translation>Wix hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>Wix did not answer in time.</source>
        <translation>Wix hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Wix did not answer in time; it is asked again.</source>
        <translation>Wix hat nicht rechtzeitig geantwortet; es wird noch einmal gefragt.</translation>
    </message>
    <message>
        <source>Wix did not refuse this one; there is nothing to decide.</source>
        <translation>Wix hat das nicht abgelehnt; es gibt nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>Wix did not say what became of this.</source>
        <translation>Wix hat nicht gesagt, was daraus wurde.</translation>
    </message>
    <message>
        <source>Wix did not take the question; its number is {number}.</source>
        <translation>Wix hat die Frage nicht angenommen; ihre Nummer ist {number}.</translation>
    </message>
    <message>
        <source>Wix does not accept the app ID, the secret or the instance ID.</source>
        <translation>Wix akzeptiert die App-ID, das Geheimnis oder die Instanz-ID nicht.</translation>
    </message>
    <message>
        <source>Wix does not accept the app on this site. Is it still installed there?</source>
        <translation>Wix akzeptiert die App auf dieser Website nicht. Ist sie dort noch installiert?</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site (401).</source>
        <translation>Wix akzeptiert den Schlüssel dieser Website nicht (401).</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site.</source>
        <translation>Wix akzeptiert den Schlüssel dieser Website nicht.</translation>
    </message>
    <message>
        <source>Wix does not have this check-in any more.</source>
        <translation>Diesen Check-in gibt es in Wix nicht mehr.</translation>
    </message>
    <message>
        <source>Wix does not know this booking or session.</source>
        <translation>Wix kennt diese Buchung oder diesen Termin nicht.</translation>
    </message>
    <message>
        <source>Wix does not know this booking.</source>
        <translation>Wix kennt diese Buchung nicht.</translation>
    </message>
    <message>
        <source>Wix does not know this key. Copy all of it once more from {keys}; a key that was deleted there needs a new one.</source>
        <translation>Wix kennt diesen Schlüssel nicht. Noch einmal ganz von {keys} kopieren; für einen dort gelöschten braucht es einen neuen.</translation>
    </message>
    <message>
        <source>Wix does not know this session.</source>
        <translation>Wix kennt diesen Termin nicht.</translation>
    </message>
    <message>
        <source>Wix has a booking with this e-mail that was counted by itself. Take one of them back.</source>
        <translation>In Wix gibt es eine Buchung mit dieser E-Mail, die für sich gezählt wurde. Eine von beiden zurücknehmen.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own.</source>
        <translation>Wix hat selbst ein Problem.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own. Look at {page}.</source>
        <translation>Wix hat selbst ein Problem. Auf {page} nachsehen.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking. Delete one there, then update.</source>
        <translation>Wix hat zwei Einträge zu dieser Buchung. Dort einen löschen, dann aktualisieren.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking: delete one there first.</source>
        <translation>Wix hat zwei Einträge zu dieser Buchung: dort zuerst einen löschen.</translation>
    </message>
    <message>
        <source>Wix takes no more bookings for this session.</source>
        <translation>Wix nimmt für diesen Termin keine Buchungen mehr an.</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Write both days like {day}.</source>
        <translation>Beide Tage so schreiben: {day}.</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Die Datei wird geschrieben …</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>Ja, weiter</translation>
    </message>
    <message>
        <source>a pause</source>
        <translation>einer Pause</translation>
    </message>
    <message>
        <source>absent, missing, late, reminder, close out</source>
        <translation>abwesend, fehlend, spät, Erinnerung, Abschluss</translation>
    </message>
    <message>
        <source>also counted on another device: {more}</source>
        <translation>auch auf einem anderen Gerät gezählt: {more}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more</source>
        <comment>and %n more</comment>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>animation, moving, scrolling, gliding</source>
        <translation>Animation, Bewegung, Scrollen, Gleiten</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>um {time}</translation>
    </message>
    <message>
        <source>back to booked</source>
        <translation>zurück auf gebucht</translation>
    </message>
    <message>
        <source>barcode, QR, reader, code</source>
        <translation>Strichcode, Barcode, QR, Leser, Code</translation>
    </message>
    <message>
        <source>barcode, QR, reader, length</source>
        <translation>Strichcode, Barcode, QR, Leser, Länge</translation>
    </message>
    <message numerus="yes">
        <source>booked for 1</source>
        <comment>booked for %n</comment>
        <translation>
            <numerusform>gebucht für %n</numerusform>
            <numerusform>gebucht für %n</numerusform>
        </translation>
    </message>
    <message>
        <source>booking {code}</source>
        <translation>Buchung {code}</translation>
    </message>
    <message>
        <source>cancelled in Wix</source>
        <translation>in Wix storniert</translation>
    </message>
    <message>
        <source>capacity {capacity}</source>
        <translation>{capacity} Plätze</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>contrast, colours, colors, night, day, bright, brightness, appearance</source>
        <translation>Kontrast, Farben, Nacht, Tag, hell, Helligkeit, Aussehen, Design</translation>
    </message>
    <message>
        <source>country, format, calendar, clock, numbers, locale, 24 hour, 12 hour, week</source>
        <translation>Land, Format, Kalender, Uhr, Zahlen, Gebietsschema, 24 Stunden, 12 Stunden, Woche</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>entschieden</translation>
    </message>
    <message>
        <source>first visit</source>
        <translation>Erster Besuch</translation>
    </message>
    <message>
        <source>full, overbooked, limit, places, spaces, maximum</source>
        <translation>voll, überbucht, Grenze, Plätze, Höchstzahl, Maximum</translation>
    </message>
    <message>
        <source>history, delete, retention, GDPR, personal data</source>
        <translation>Verlauf, löschen, Aufbewahrung, DSGVO, personenbezogene Daten</translation>
    </message>
    <message>
        <source>in Wix: {server}, here: {mine}</source>
        <translation>in Wix: {server}, hier: {mine}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>last update {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>mute, loud, louder, quieter, audio, speaker</source>
        <translation>stumm, laut, lauter, leiser, Audio, Lautsprecher, Ton</translation>
    </message>
    <message>
        <source>mute, silent, night, do not disturb</source>
        <translation>stumm, lautlos, Nacht, nicht stören</translation>
    </message>
    <message>
        <source>mute, silent, silence, beep, noise, audio, speaker</source>
        <translation>stumm, lautlos, Stille, Piepsen, Lärm, Audio, Lautsprecher, Ton</translation>
    </message>
    <message>
        <source>night, evening, schedule</source>
        <translation>Nacht, Abend, Zeitplan</translation>
    </message>
    <message>
        <source>night, morning, schedule</source>
        <translation>Nacht, Morgen, Zeitplan</translation>
    </message>
    <message>
        <source>no update yet</source>
        <translation>noch kein Stand</translation>
    </message>
    <message>
        <source>no-show</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>not in Wix</source>
        <translation>nicht in Wix</translation>
    </message>
    <message>
        <source>of {booked} in</source>
        <translation>von {booked} da</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>opens {day}</source>
        <translation>ab {day}</translation>
    </message>
    <message>
        <source>password, PIN, code, secure, screen lock</source>
        <translation>Passwort, PIN, Code, sicher, Bildschirmsperre</translation>
    </message>
    <message>
        <source>problem, error, trouble, log, support, help</source>
        <translation>Problem, Fehler, Störung, Protokoll, Hilfe</translation>
    </message>
    <message>
        <source>proxy, network, internet, wifi, API key, account, sign in, log in, log out, Wix</source>
        <translation>Proxy, Netzwerk, Internet, API-Schlüssel, Konto, anmelden, Anmeldung, Wix, WLAN, abmelden, ausloggen</translation>
    </message>
    <message>
        <source>saved here, not sent yet</source>
        <translation>hier gesichert, noch nicht gesendet</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>translation, locale</source>
        <translation>Übersetzung, Gebietsschema</translation>
    </message>
    <message numerus="yes">
        <source>tried once</source>
        <comment>tried %n times</comment>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>turnout {number}</source>
        <translation>turnout {number}</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>version, licence, license, update, help</source>
        <translation>Version, Lizenz, Update, Aktualisierung, Hilfe</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting for approval in Wix</source>
        <translation>wartet in Wix auf Zusage</translation>
    </message>
    <message>
        <source>zoom, font, larger, bigger, smaller, letters, scale, readable</source>
        <translation>Zoom, Schrift, Schriftgröße, größer, groß, kleiner, Buchstaben, Größe, lesbar</translation>
    </message>
    <message>
        <source>{attended} of {booked} in</source>
        <translation>{attended} von {booked} da</translation>
    </message>
    <message>
        <source>{before} to {after}</source>
        <translation>von {before} auf {after}</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, just now.</source>
        <translation>{booked} gebucht in {n} Termin, gerade eben.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {hours} h ago.</source>
        <translation>{booked} gebucht in {n} Termin, vor {hours} Std.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {minutes} min ago.</source>
        <translation>{booked} gebucht in {n} Termin, vor {minutes} Min.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, just now.</source>
        <translation>{booked} gebucht in {n} Terminen, gerade eben.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {hours} h ago.</source>
        <translation>{booked} gebucht in {n} Terminen, vor {hours} Std.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {minutes} min ago.</source>
        <translation>{booked} gebucht in {n} Terminen, vor {minutes} Min.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} session today, as of {pulled}.</source>
        <translation>{booked} gebucht in {n} Termin heute, Stand {pulled}.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} sessions today, as of {pulled}.</source>
        <translation>{booked} gebucht in {n} Terminen heute, Stand {pulled}.</translation>
    </message>
    <message>
        <source>{booked} for {sessions}, {ago}.</source>
        <translation>{booked} für {sessions}, {ago}.</translation>
    </message>
    <message>
        <source>{change} changed elsewhere</source>
        <translation>{change} anderswo geändert</translation>
    </message>
    <message>
        <source>{doing}, {name}</source>
        <translation>{doing}, {name}</translation>
    </message>
    <message>
        <source>{doing}: {what}</source>
        <translation>{doing}: {what}</translation>
    </message>
    <message>
        <source>{done} of {total} sessions</source>
        <translation>{done} von {total} Terminen</translation>
    </message>
    <message>
        <source>{gigabytes} GB are free.</source>
        <translation>{gigabytes} GB sind frei.</translation>
    </message>
    <message>
        <source>{here} in</source>
        <translation>{here} da</translation>
    </message>
    <message>
        <source>{here} of {days} days are on this computer.</source>
        <translation>{here} von {days} Tagen sind auf diesem Computer.</translation>
    </message>
    <message>
        <source>{here} of {party} in</source>
        <translation>{here} von {party} da</translation>
    </message>
    <message>
        <source>{hits} of {targets}</source>
        <translation>{hits} von {targets}</translation>
    </message>
    <message>
        <source>{hits} of {targets} targets were hit. Where the screen does not feel a finger, calibrate it in the system’s settings, then test again.</source>
        <translation>{hits} von {targets} Zielen wurden getroffen. Wo der Bildschirm keinen Finger spürt, ihn in den Systemeinstellungen kalibrieren, dann noch einmal testen.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}, with the authorities of {file}.</source>
        <translation>{host} antwortet, über den Proxy {proxy}, mit den Zertifizierungsstellen aus {file}.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}.</source>
        <translation>{host} antwortet, über den Proxy {proxy}.</translation>
    </message>
    <message>
        <source>{host} answers, with the authorities of {file}.</source>
        <translation>{host} antwortet, mit den Zertifizierungsstellen aus {file}.</translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation>{host} antwortet.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>{listed} of the site’s {all} sessions today are listed on this computer.</source>
        <translation>{listed} von {all} heutigen Terminen der Website werden auf diesem Computer gezeigt.</translation>
    </message>
    <message>
        <source>{more} extra</source>
        <translation>{more} extra</translation>
    </message>
    <message>
        <source>{name} ({apart})</source>
        <translation>{name} ({apart})</translation>
    </message>
    <message>
        <source>{name} is booked more than once today. Enter checks in here</source>
        <translation>{name} hat heute mehrere Buchungen. Eingabetaste checkt hier ein</translation>
    </message>
    <message>
        <source>{name} needs attention: Enter shows what to decide</source>
        <translation>{name} braucht eine Entscheidung: Eingabetaste zeigt sie</translation>
    </message>
    <message>
        <source>{name} {what}</source>
        <translation>{name} {what}</translation>
    </message>
    <message>
        <source>{name}: all {party} are already in</source>
        <translation>{name}: alle {party} sind schon da</translation>
    </message>
    <message>
        <source>{name}: already checked in</source>
        <translation>{name}: schon eingecheckt</translation>
    </message>
    <message>
        <source>{name}: back to {status}</source>
        <translation>{name}: zurück auf „{status}“</translation>
    </message>
    <message>
        <source>{name}: booked for {party}. Press + or Enter</source>
        <translation>{name}: gebucht für {party}. + oder Eingabetaste drücken</translation>
    </message>
    <message>
        <source>{name}: checked in</source>
        <translation>{name}: eingecheckt</translation>
    </message>
    <message>
        <source>{name}: code {code} copied</source>
        <translation>{name}: Code {code} kopiert</translation>
    </message>
    <message>
        <source>{name}: decided</source>
        <translation>{name}: entschieden</translation>
    </message>
    <message>
        <source>{name}: discarded</source>
        <translation>{name}: verworfen</translation>
    </message>
    <message>
        <source>{name}: kept on this computer</source>
        <translation>{name}: auf diesem Computer behalten</translation>
    </message>
    <message>
        <source>{name}: no-show</source>
        <translation>{name}: nicht erschienen</translation>
    </message>
    <message>
        <source>{name}: note removed</source>
        <translation>{name}: Notiz entfernt</translation>
    </message>
    <message>
        <source>{name}: note saved</source>
        <translation>{name}: Notiz gesichert</translation>
    </message>
    <message>
        <source>{name}: walk-in taken back</source>
        <translation>{name}: ohne Buchung, zurückgenommen</translation>
    </message>
    <message>
        <source>{name}: will be sent again</source>
        <translation>{name}: wird noch einmal gesendet</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in</source>
        <translation>{name}: {here} von {party} da</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in. Press + or Enter</source>
        <translation>{name}: {here} von {party} da. + oder Eingabetaste drücken</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}: {state}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>{n} of {all} session is not loaded yet.</source>
        <translation>{n} von {all} Terminen noch nicht geladen.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions are not loaded yet.</source>
        <translation>{n} von {all} Terminen noch nicht geladen.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions is not loaded yet.</source>
        <translation>{n} von {all} Terminen noch nicht geladen.</translation>
    </message>
    <message>
        <source>{party} booked + {extra} extra</source>
        <translation>{party} gebucht + {extra} extra</translation>
    </message>
    <message>
        <source>{people} more</source>
        <translation>Noch {people}</translation>
    </message>
    <message>
        <source>{person} is booked in this session already.</source>
        <translation>{person} ist für diesen Termin schon gebucht.</translation>
    </message>
    <message>
        <source>{person} is booked in this session and is in already.</source>
        <translation>{person} ist für diesen Termin gebucht und schon da.</translation>
    </message>
    <message>
        <source>{reason} Check-in goes on; nothing is sent until that is put right.</source>
        <translation>{reason} Der Check-in läuft weiter; gesendet wird erst, wenn das behoben ist.</translation>
    </message>
    <message>
        <source>{setting} cannot be that. It is as it was.</source>
        <translation>{setting}: Dieser Wert ist nicht möglich. Es bleibt, wie es war.</translation>
    </message>
    <message>
        <source>{setting}: less</source>
        <translation>{setting}: weniger</translation>
    </message>
    <message>
        <source>{setting}: more</source>
        <translation>{setting}: mehr</translation>
    </message>
    <message>
        <source>{setting}: {value}</source>
        <translation>{setting}: {value}</translation>
    </message>
    <message>
        <source>{span} ms</source>
        <translation>{span} ms</translation>
    </message>
    <message>
        <source>{title} has ended. Enter checks {name} in all the same</source>
        <translation>{title} ist beendet. Eingabetaste checkt {name} trotzdem ein</translation>
    </message>
    <message>
        <source>{title} has room for {left} more ({attended} of {capacity}).</source>
        <translation>In {title} ist noch Platz für {left} ({attended} von {capacity}).</translation>
    </message>
    <message>
        <source>{title} is full ({attended} of {capacity}).</source>
        <translation>{title} ist voll ({attended} von {capacity}).</translation>
    </message>
    <message>
        <source>{title} was cancelled. Nobody can be checked in.</source>
        <translation>{title} wurde abgesagt. Niemand kann eingecheckt werden.</translation>
    </message>
    <message>
        <source>{title} was cancelled; nobody can be checked in.</source>
        <translation>{title} wurde abgesagt; niemand kann eingecheckt werden.</translation>
    </message>
    <message>
        <source>{what} Check this computer’s network, then test again.</source>
        <translation>{what} Das Netzwerk dieses Computers prüfen, dann noch einmal testen.</translation>
    </message>
    <message>
        <source>{what} Copy all three once more, and test again.</source>
        <translation>{what} Alle drei noch einmal kopieren und erneut testen.</translation>
    </message>
    <message>
        <source>{what} Test again in a few minutes.</source>
        <translation>{what} In ein paar Minuten noch einmal testen.</translation>
    </message>
    <message>
        <source>{words}, chosen</source>
        <translation>{words}, gewählt</translation>
    </message>
    <message>
        <source>{words}: {group}</source>
        <translation>{words}: {group}</translation>
    </message>
</context>
</TS>
