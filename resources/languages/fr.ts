<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>+ Walk-in</source>
        <translation>+ Sans réservation</translation>
    </message>
    <message>
        <source>+ Walk-in “{name}”</source>
        <translation>+ Sans réservation « {name} »</translation>
    </message>
    <message>
        <source>+{people} extra</source>
        <translation>+{people} en plus</translation>
    </message>
    <message>
        <source>0–9</source>
        <translation>0–9</translation>
    </message>
    <message numerus="yes">
        <source>1 booked</source>
        <comment>%n booked</comment>
        <translation>
            <numerusform>%n réservé</numerusform>
            <numerusform>%n réservés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 booking</source>
        <comment>%n bookings</comment>
        <translation>
            <numerusform>%n réservation</numerusform>
            <numerusform>%n réservations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 character</source>
        <comment>%n characters</comment>
        <translation>
            <numerusform>%n caractère</numerusform>
            <numerusform>%n caractères</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in is only on this computer, or was not read back from Wix yet. Send it first, or take it along in a file.</source>
        <comment>%n check-ins are only on this computer, or were not read back from Wix yet. Send them first, or take them along in a file.</comment>
        <translation>
            <numerusform>%n pointage n’existe que sur cet ordinateur ou n’a pas encore été relu depuis Wix. Envoyez-le d’abord ou emportez-le dans un fichier.</numerusform>
            <numerusform>%n pointages n’existent que sur cet ordinateur ou n’ont pas encore été relus depuis Wix. Envoyez-les d’abord ou emportez-les dans un fichier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in was handed over in a file: it is not counted or sent here any more. Import the file on another computer, which then sends it.</source>
        <comment>%n check-ins were handed over in a file: they are not counted or sent here any more. Import the file on another computer, which then sends them.</comment>
        <translation>
            <numerusform>1 pointage a été remis dans un fichier : il n’est plus compté ni envoyé d’ici. Importez le fichier sur un autre ordinateur, qui l’enverra.</numerusform>
            <numerusform>%n pointages ont été remis dans un fichier : ils ne sont plus comptés ni envoyés d’ici. Importez le fichier sur un autre ordinateur, qui les enverra.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 client without a no-show</source>
        <comment>%n clients without a no-show</comment>
        <translation>
            <numerusform>%n client sans absence</numerusform>
            <numerusform>%n clients sans absence</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day</source>
        <comment>%n days</comment>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day before</source>
        <comment>%n days before</comment>
        <translation>
            <numerusform>%n jour avant</numerusform>
            <numerusform>%n jours avant</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit typed</source>
        <comment>%n digits typed</comment>
        <translation>
            <numerusform>1 chiffre saisi</numerusform>
            <numerusform>%n chiffres saisis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit. Optional at a reception; a kiosk asks for it before it can be left.</source>
        <comment>%n digits. Optional at a reception; a kiosk asks for it before it can be left.</comment>
        <translation>
            <numerusform>%n chiffre. Facultatif à l’accueil ; une borne le demande avant qu’on puisse la quitter.</numerusform>
            <numerusform>%n chiffres. Facultatif à l’accueil ; une borne le demande avant qu’on puisse la quitter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 finished session</source>
        <comment>%n finished sessions</comment>
        <translation>
            <numerusform>%n séance terminée</numerusform>
            <numerusform>%n séances terminées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 h ago</source>
        <comment>%n h ago</comment>
        <translation>
            <numerusform>il y a %n h</numerusform>
            <numerusform>il y a %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 key is no scan; a code has at least 4.</source>
        <comment>%n keys are no scan; a code has at least 4.</comment>
        <translation>
            <numerusform>%n touche n’est pas un scan ; un code en a au moins 4.</numerusform>
            <numerusform>%n touches ne sont pas un scan ; un code en a au moins 4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 min ago</source>
        <comment>%n min ago</comment>
        <translation>
            <numerusform>il y a %n min</numerusform>
            <numerusform>il y a %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute</source>
        <comment>%n minutes</comment>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute fast</source>
        <comment>%n minutes fast</comment>
        <translation>
            <numerusform>en avance de %n minute</numerusform>
            <numerusform>en avance de %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute slow</source>
        <comment>%n minutes slow</comment>
        <translation>
            <numerusform>en retard de %n minute</numerusform>
            <numerusform>en retard de %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more</source>
        <comment>%n more</comment>
        <translation>
            <numerusform>%n de plus</numerusform>
            <numerusform>%n de plus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 needs attention</source>
        <comment>%n need attention</comment>
        <translation>
            <numerusform>%n à vérifier</numerusform>
            <numerusform>%n à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of {sessions} is not loaded yet.</source>
        <comment>%n of {sessions} are not loaded yet.</comment>
        <translation>
            <numerusform>%n sur {sessions} pas encore chargée.</numerusform>
            <numerusform>%n sur {sessions} pas encore chargées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here</source>
        <comment>%n parties are partly here</comment>
        <translation>
            <numerusform>%n groupe est là en partie</numerusform>
            <numerusform>%n groupes sont là en partie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here; it stays as it is.</source>
        <comment>%n parties are partly here; they stay as they are.</comment>
        <translation>
            <numerusform>%n groupe est là en partie ; il reste tel quel.</numerusform>
            <numerusform>%n groupes sont là en partie ; ils restent tels quels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person hasn’t arrived</source>
        <comment>%n people haven’t arrived</comment>
        <translation>
            <numerusform>%n personne n’est pas arrivée</numerusform>
            <numerusform>%n personnes ne sont pas arrivées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person named {name}</source>
        <comment>%n people named {name}</comment>
        <translation>
            <numerusform>%n personne nommée {name}</numerusform>
            <numerusform>%n personnes nommées {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: back to {status}</source>
        <comment>%n people: back to {status}</comment>
        <translation>
            <numerusform>%n personne : revenue à « {status} »</numerusform>
            <numerusform>%n personnes : revenues à « {status} »</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: no-show</source>
        <comment>%n people: no-show</comment>
        <translation>
            <numerusform>%n personne : absence</numerusform>
            <numerusform>%n personnes : absence</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result</source>
        <comment>%n results</comment>
        <translation>
            <numerusform>1 résultat</numerusform>
            <numerusform>%n résultats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result, and more match</source>
        <comment>%n results, and more match</comment>
        <translation>
            <numerusform>1 résultat, et il y en a d’autres</numerusform>
            <numerusform>%n résultats, et il y en a d’autres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 saved on this computer</source>
        <comment>%n saved on this computer</comment>
        <translation>
            <numerusform>%n gardé sur cet ordinateur</numerusform>
            <numerusform>%n gardés sur cet ordinateur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session</source>
        <comment>%n sessions</comment>
        <translation>
            <numerusform>%n séance</numerusform>
            <numerusform>%n séances</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session on this day is left out at this desk, by its location or service.</source>
        <comment>All %n sessions on this day are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>1 séance de ce jour est écartée à cet accueil, par son lieu ou son service.</numerusform>
            <numerusform>Les %n séances de ce jour sont toutes écartées à cet accueil, par leurs lieux ou services.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session today is left out at this desk, by its location or service.</source>
        <comment>All %n sessions today are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>1 séance du jour est écartée à cet accueil, par son lieu ou son service.</numerusform>
            <numerusform>Les %n séances du jour sont toutes écartées à cet accueil, par leurs lieux ou services.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 thing to put right. It stands first, with what to do.</source>
        <comment>%n things to put right. They stand first, with what to do.</comment>
        <translation>
            <numerusform>%n point à régler. Il vient en premier, avec ce qu’il faut faire.</numerusform>
            <numerusform>%n points à régler. Ils viennent en premier, avec ce qu’il faut faire.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 waiting to send</source>
        <comment>%n waiting to send</comment>
        <translation>
            <numerusform>%n à envoyer</numerusform>
            <numerusform>%n à envoyer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 walk-in · not in Wix</source>
        <comment>%n walk-ins · not in Wix</comment>
        <translation>
            <numerusform>%n sans réservation · pas dans Wix</numerusform>
            <numerusform>%n sans réservation · pas dans Wix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 was sent and is checked once more.</source>
        <comment>%n were sent and are checked once more.</comment>
        <translation>
            <numerusform>%n a été envoyé et est revérifié.</numerusform>
            <numerusform>%n ont été envoyés et sont revérifiés.</numerusform>
        </translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long.</source>
        <translation>Un code PIN a {wanted} chiffres et rien d’autre ; celui-ci en a {typed}.</translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long. Type it again, or leave it empty.</source>
        <translation>Un code PIN a {wanted} chiffres et rien d’autre ; celui-ci en a {typed}. Retapez-le, ou laissez vide.</translation>
    </message>
    <message>
        <source>A decision between two numbers cannot be undone. Set the count instead.</source>
        <translation>Un choix entre deux nombres ne s’annule pas. Fixez plutôt le nombre.</translation>
    </message>
    <message>
        <source>A full session takes nobody more on this computer, and says so.</source>
        <translation>Une séance complète n’accepte plus personne sur cet ordinateur, et le dit.</translation>
    </message>
    <message>
        <source>A note has at most {most} characters.</source>
        <translation>Une note a au plus {most} caractères.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of Wix. Open a browser and sign in to the network.</source>
        <translation>Une page de ce réseau répond à la place de Wix. Ouvrez un navigateur et connectez-vous au réseau.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of {host}.</source>
        <translation>Une page de ce réseau répond à la place de {host}.</translation>
    </message>
    <message>
        <source>A proxy that asks for none can be typed into Network settings (turnout --set-up).</source>
        <translation>Un proxy qui n’en demande pas peut être saisi dans Réglages réseau (turnout --set-up).</translation>
    </message>
    <message>
        <source>A proxy’s name and password cannot be kept here, where anybody may read them. Leave them out, or start turnout with {variable} set.</source>
        <translation>Le nom et le mot de passe d’un proxy ne peuvent être gardés ici, où chacun peut les lire. Retirez-les, ou lancez turnout avec {variable}.</translation>
    </message>
    <message>
        <source>A report spans {days} days at most.</source>
        <translation>Un rapport couvre {days} jours au plus.</translation>
    </message>
    <message>
        <source>A session in which this computer counted somebody is always listed. This can be changed later with {command}.</source>
        <translation>Une séance où cet ordinateur a compté quelqu’un est toujours affichée. Cela se change plus tard avec {command}.</translation>
    </message>
    <message>
        <source>A site without a name</source>
        <translation>Un site sans nom</translation>
    </message>
    <message>
        <source>A window can be opened.</source>
        <translation>Une fenêtre peut s’ouvrir.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Clé API</translation>
    </message>
    <message>
        <source>About</source>
        <translation>À propos</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activité</translation>
    </message>
    <message>
        <source>Add 1 extra</source>
        <translation>Ajouter 1 en plus</translation>
    </message>
    <message>
        <source>Add and check in</source>
        <translation>Ajouter et pointer</translation>
    </message>
    <message>
        <source>Add another site</source>
        <translation>Ajouter un autre site</translation>
    </message>
    <message>
        <source>Add another site…</source>
        <translation>Ajouter un autre site…</translation>
    </message>
    <message>
        <source>Add it from the site&apos;s App Market.</source>
        <translation>Ajoutez-le depuis l’App Market du site.</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Ajouter une note</translation>
    </message>
    <message>
        <source>Add to {session} instead</source>
        <translation>Ajouter plutôt à {session}</translation>
    </message>
    <message>
        <source>Add “{name}” to the app&apos;s permissions where it was made, and let the site&apos;s owner agree to it.</source>
        <translation>Ajoutez « {name} » aux autorisations de l’app là où elle a été faite, et faites-la accepter par le propriétaire du site.</translation>
    </message>
    <message>
        <source>After a check-in by hand</source>
        <translation>Après un pointage à la main</translation>
    </message>
    <message>
        <source>After a scan</source>
        <translation>Après un scan</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>All five targets were hit.</source>
        <translation>Les cinq cibles ont été touchées.</translation>
    </message>
    <message>
        <source>All of this is optional, and can be changed later with {command}.</source>
        <translation>Tout cela est facultatif et se change plus tard avec {command}.</translation>
    </message>
    <message>
        <source>All sent · checking</source>
        <translation>Tout envoyé · vérification</translation>
    </message>
    <message>
        <source>All {party} of this booking are in. Use “Add 1 extra” for one more.</source>
        <translation>Les {party} de cette réservation sont là. Pour une personne de plus : « Ajouter 1 en plus ».</translation>
    </message>
    <message>
        <source>Already marked as a no-show.</source>
        <translation>Déjà noté absent.</translation>
    </message>
    <message>
        <source>An appointment takes no walk-ins: book another one in Wix.</source>
        <translation>Un rendez-vous n’accepte personne sans réservation : réservez-en un autre dans Wix.</translation>
    </message>
    <message>
        <source>Another address in place of Wix’s</source>
        <translation>Une autre adresse à la place de celle de Wix</translation>
    </message>
    <message>
        <source>Another computer</source>
        <translation>Un autre ordinateur</translation>
    </message>
    <message>
        <source>Another key for this site: close turnout and start it as “{command}”. Another site: “Sites” in the sync panel. Nothing that waits to be sent is lost.</source>
        <translation>Une autre clé pour ce site : fermez turnout et lancez-le avec « {command} ». Un autre site : « Sites » dans la synchronisation. Rien de ce qui attend d’être envoyé n’est perdu.</translation>
    </message>
    <message>
        <source>Another process is sending</source>
        <translation>Un autre processus envoie</translation>
    </message>
    <message>
        <source>Another process is sending.</source>
        <translation>Un autre processus envoie.</translation>
    </message>
    <message>
        <source>Another process on this computer is sending. Check-in goes on as usual.</source>
        <translation>Un autre processus de cet ordinateur envoie. Le pointage continue normalement.</translation>
    </message>
    <message>
        <source>Another program is holding this computer&apos;s data.</source>
        <translation>Un autre programme occupe les données de cet ordinateur.</translation>
    </message>
    <message>
        <source>App ID</source>
        <translation>ID de l’app</translation>
    </message>
    <message>
        <source>App secret</source>
        <translation>Secret de l’app</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>Rendez-vous</translation>
    </message>
    <message>
        <source>Arrival time</source>
        <translation>Heure d’arrivée</translation>
    </message>
    <message>
        <source>As the site</source>
        <translation>Comme le site</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>As this computer’s system tells it. Change it if it is not right.</source>
        <translation>Selon le système de cet ordinateur. Changez-la si elle n’est pas juste.</translation>
    </message>
    <message>
        <source>Ask about no-shows</source>
        <translation>Demander pour les absences</translation>
    </message>
    <message>
        <source>Ask whoever runs this network to let turnout reach {host}.</source>
        <translation>Demandez au responsable de ce réseau d’autoriser turnout à joindre {host}.</translation>
    </message>
    <message>
        <source>Asking Wix…</source>
        <translation>Interrogation de Wix…</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Présences</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>Présents</translation>
    </message>
    <message>
        <source>A–Z</source>
        <translation>A–Z</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Back to booked</source>
        <translation>Revenir à réservé</translation>
    </message>
    <message>
        <source>Back to normal</source>
        <translation>Retour à la normale</translation>
    </message>
    <message>
        <source>Between keys</source>
        <translation>Entre touches</translation>
    </message>
    <message>
        <source>Block over capacity</source>
        <translation>Bloquer au-delà de la capacité</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Réservé</translation>
    </message>
    <message>
        <source>Booked for {party}, {here} in: {more} more can arrive.</source>
        <translation>Réservé pour {party}, présents {here} : {more} de plus peuvent arriver.</translation>
    </message>
    <message>
        <source>Booked for {party}: at most {most} can be decided here.</source>
        <translation>Réservé pour {party} : {most} au plus peuvent être fixés ici.</translation>
    </message>
    <message>
        <source>Booked for {session} and not here:</source>
        <translation>Ont réservé {session} et ne sont pas là :</translation>
    </message>
    <message>
        <source>Booking time</source>
        <translation>Heure de réservation</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>Réservations</translation>
    </message>
    <message>
        <source>Both screens</source>
        <translation>Les deux écrans</translation>
    </message>
    <message>
        <source>By client</source>
        <translation>Par client</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>Par prestation</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>Par jour et heure</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Cancelled in Wix</source>
        <translation>Annulé dans Wix</translation>
    </message>
    <message>
        <source>Changed in Wix: {server}, here: {mine}.</source>
        <translation>Modifié dans Wix : {server}, ici : {mine}.</translation>
    </message>
    <message numerus="yes">
        <source>Changes of the last day.</source>
        <comment>Changes of the last %n days.</comment>
        <translation>
            <numerusform>Changements du dernier jour.</numerusform>
            <numerusform>Changements des %n derniers jours.</numerusform>
        </translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Caractères</translation>
    </message>
    <message>
        <source>Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and TURNOUT_API_URL where they are set.</source>
        <translation>Vérifiez Réglages réseau (turnout --set-up), ainsi que HTTPS_PROXY, SSL_CERT_FILE et TURNOUT_API_URL si elles sont définies.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Check again; if it comes back, start turnout again.</source>
        <translation>Vérifiez à nouveau ; si cela revient, relancez turnout.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Pointer</translation>
    </message>
    <message>
        <source>Check in this booking</source>
        <translation>Pointer cette réservation</translation>
    </message>
    <message>
        <source>Check in this booking, {people}</source>
        <translation>Pointer cette réservation, {people}</translation>
    </message>
    <message>
        <source>Check in {people}</source>
        <translation>Pointer {people}</translation>
    </message>
    <message>
        <source>Check the address and the proxy in Network settings (turnout --set-up), and TURNOUT_API_URL and HTTPS_PROXY where they are set.</source>
        <translation>Vérifiez l’adresse et le proxy dans Réglages réseau (turnout --set-up), ainsi que TURNOUT_API_URL et HTTPS_PROXY si elles sont définies.</translation>
    </message>
    <message>
        <source>Check the app&apos;s ID, secret and instance ID, and that it is installed on the site.</source>
        <translation>Vérifiez l’ID de l’app, le secret et l’ID d’instance, et qu’elle est installée sur le site.</translation>
    </message>
    <message>
        <source>Check the cable or the Wi-Fi of this computer.</source>
        <translation>Vérifiez le câble ou le Wi-Fi de cet ordinateur.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the disk.</source>
        <translation>Vérifiez les droits du dossier et le disque.</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>Pointage</translation>
    </message>
    <message>
        <source>Check-in cannot start</source>
        <translation>Le pointage ne peut pas démarrer</translation>
    </message>
    <message>
        <source>Check-in goes on from what this computer knows.</source>
        <translation>Le pointage continue avec ce que cet ordinateur sait.</translation>
    </message>
    <message>
        <source>Check-in goes on meanwhile.</source>
        <translation>Le pointage continue en attendant.</translation>
    </message>
    <message>
        <source>Check-in opens on {day}.</source>
        <translation>Le pointage ouvre le {day}.</translation>
    </message>
    <message>
        <source>Check-ins are still being sent; nothing was forgotten. Start turnout again.</source>
        <translation>Des pointages sont encore en cours d’envoi ; rien n’a été effacé. Relancez turnout.</translation>
    </message>
    <message>
        <source>Check-ins can be saved on this computer.</source>
        <translation>Les pointages peuvent être gardés sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>Arrivée pointée</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} booking: {named}.</source>
        <translation>Pointées plus d’une fois dans Wix, réservations {n} : {named}.</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} bookings: {named}.</source>
        <translation>Pointées plus d’une fois dans Wix, réservations {n} : {named}.</translation>
    </message>
    <message>
        <source>Checking in</source>
        <translation>Pointer</translation>
    </message>
    <message>
        <source>Checking people in</source>
        <translation>Pointer les arrivées</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Cours</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Clear the PIN</source>
        <translation>Effacer le code</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Effacer la recherche</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Horloge</translation>
    </message>
    <message numerus="yes">
        <source>Clock 1 min off.</source>
        <comment>Clock %n min off.</comment>
        <translation>
            <numerusform>Horloge décalée de %n min.</numerusform>
            <numerusform>Horloge décalée de %n min.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clock not compared yet.</source>
        <translation>Horloge pas encore comparée.</translation>
    </message>
    <message>
        <source>Clock ok.</source>
        <translation>Horloge à l’heure.</translation>
    </message>
    <message>
        <source>Clock {n} min off.</source>
        <translation>Horloge décalée de {n} min.</translation>
    </message>
    <message>
        <source>Close it, then check again.</source>
        <translation>Fermez-le, puis vérifiez à nouveau.</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>Fermer le panneau</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>Fermer {title}</translation>
    </message>
    <message>
        <source>Comes in a later version</source>
        <translation>Arrive plus tard</translation>
    </message>
    <message>
        <source>Connect this computer once: then it works without Wix too.</source>
        <translation>Connectez cet ordinateur une fois : ensuite il fonctionne aussi sans Wix.</translation>
    </message>
    <message>
        <source>Connect your Wix site</source>
        <translation>Connectez votre site Wix</translation>
    </message>
    <message>
        <source>Connected to Wix</source>
        <translation>Connecté à Wix</translation>
    </message>
    <message>
        <source>Connecting to Wix…</source>
        <translation>Connexion à Wix…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Copied. The report names no client and no key.</source>
        <translation>Copié. Le rapport ne nomme aucun client et aucune clé.</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Copier le code</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Copy the key and the site ID again, and check TURNOUT_API_URL.</source>
        <translation>Recopiez la clé et l’ID du site, et vérifiez TURNOUT_API_URL.</translation>
    </message>
    <message>
        <source>Copy the site ID from the dashboard&apos;s address, after /dashboard/, and make the key in the account of the site&apos;s owner.</source>
        <translation>Copiez l’ID du site depuis l’adresse du tableau de bord, après /dashboard/, et créez la clé dans le compte du propriétaire du site.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Calcul en cours…</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Cycle de cours</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Identifiants</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Dark by the clock</source>
        <translation>Sombre selon l’heure</translation>
    </message>
    <message>
        <source>Dark from</source>
        <translation>Sombre à partir de</translation>
    </message>
    <message>
        <source>Dark until</source>
        <translation>Sombre jusqu’à</translation>
    </message>
    <message>
        <source>Data &amp; privacy</source>
        <translation>Données et confidentialité</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Dates, times and digits</source>
        <translation>Dates, heures et chiffres</translation>
    </message>
    <message>
        <source>Day before, after</source>
        <translation>Jour précédent, suivant</translation>
    </message>
    <message>
        <source>Decide in the sync panel: the mark at the top right opens it.</source>
        <translation>Décidez dans le panneau de synchronisation : l’indicateur en haut l’ouvre.</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Effacer le dernier chiffre</translation>
    </message>
    <message>
        <source>Demo site · Practice an outage</source>
        <translation>Site de démo · S’exercer à une panne</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Diagonal of the screen, in inches or cm</source>
        <translation>Diagonale de l’écran, en pouces ou en cm</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Abandonner…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Déconnecter</translation>
    </message>
    <message>
        <source>Disconnect this site…</source>
        <translation>Déconnecter ce site…</translation>
    </message>
    <message>
        <source>Disconnect {site}</source>
        <translation>Déconnecter {site}</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Espace disque</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Don’t sign out or reset this computer until waiting is 0.</source>
        <translation>Ne vous déconnectez pas et ne réinitialisez pas cet ordinateur tant que tout n’est pas envoyé.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doublons</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>E-mail (facultatif)</translation>
    </message>
    <message>
        <source>Earlier sessions</source>
        <translation>Séances précédentes</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Modifier la note</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>End the test</source>
        <translation>Terminer le test</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminée</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>Terminé par</translation>
    </message>
    <message>
        <source>English, Hebrew, Arabic, German, Spanish, French</source>
        <translation>anglais, hébreu, arabe, allemand, espagnol, français</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Every answer takes four seconds. The desk never waits for it.</source>
        <translation>Chaque réponse prend quatre secondes. L’accueil ne l’attend jamais.</translation>
    </message>
    <message>
        <source>Every check-in of this demo is forgotten, here and there, and a new day is made up.</source>
        <translation>Tous les pointages de cette démo sont effacés, ici et là-bas, et une nouvelle journée est inventée.</translation>
    </message>
    <message>
        <source>Everyone is here</source>
        <translation>Tout le monde est là</translation>
    </message>
    <message>
        <source>Everything is in Wix.</source>
        <translation>Tout est dans Wix.</translation>
    </message>
    <message>
        <source>Everything that check-in needs is there.</source>
        <translation>Tout ce qu’il faut pour pointer est là.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Tout fonctionne.</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>Exporter CSV</translation>
    </message>
    <message>
        <source>Export and go on</source>
        <translation>Exporter et continuer</translation>
    </message>
    <message>
        <source>Export to the file</source>
        <translation>Exporter dans le fichier</translation>
    </message>
    <message>
        <source>F5 asks Wix again.</source>
        <translation>F5 interroge Wix à nouveau.</translation>
    </message>
    <message>
        <source>Falling: it did not work</source>
        <translation>Descendant : échec</translation>
    </message>
    <message>
        <source>File with the CA of this network</source>
        <translation>Fichier avec la CA de ce réseau</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrer</translation>
    </message>
    <message>
        <source>Filter the sessions</source>
        <translation>Filtrer les séances</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Chercher une personne</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Chercher un réglage</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Premier jour</translation>
    </message>
    <message>
        <source>First row, last row</source>
        <translation>Première ligne, dernière ligne</translation>
    </message>
    <message>
        <source>For an app of your own that is installed on the site. Whoever made it knows all three; the secret is kept in this computer’s secret store, never in a file.</source>
        <translation>Pour une app à vous, installée sur le site. Qui l’a faite connaît les trois ; le secret est gardé dans le trousseau de cet ordinateur, jamais dans un fichier.</translation>
    </message>
    <message>
        <source>For today, up to {most} characters</source>
        <translation>Pour aujourd’hui, {most} caractères au plus</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It stands on:</source>
        <translation>Logiciel libre sous licence MIT. Il repose sur :</translation>
    </message>
    <message>
        <source>Free some space before it is full.</source>
        <translation>Libérez de la place avant qu’il soit plein.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Libérez de la place.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>From anywhere</source>
        <translation>De partout</translation>
    </message>
    <message>
        <source>From corner to corner, without the frame: {example}</source>
        <translation>D’un coin à l’autre, sans le cadre : {example}</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Complet</translation>
    </message>
    <message>
        <source>Full screen, on and off</source>
        <translation>Plein écran, oui ou non</translation>
    </message>
    <message>
        <source>Full screen. F11 leaves it</source>
        <translation>Plein écran. F11 pour quitter</translation>
    </message>
    <message numerus="yes">
        <source>Getting 1 day…</source>
        <comment>Getting the missing days, %n to go…</comment>
        <translation>
            <numerusform>Récupération de %n jour…</numerusform>
            <numerusform>Récupération des jours manquants, encore %n…</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting around</source>
        <translation>Se déplacer</translation>
    </message>
    <message>
        <source>Getting the people of this session…</source>
        <translation>Chargement des personnes de cette séance…</translation>
    </message>
    <message>
        <source>Getting the sessions of this day…</source>
        <translation>Récupération des séances de ce jour…</translation>
    </message>
    <message>
        <source>Getting to somebody</source>
        <translation>Trouver quelqu’un</translation>
    </message>
    <message>
        <source>Getting today’s sessions…</source>
        <translation>Chargement des séances du jour…</translation>
    </message>
    <message>
        <source>Given.</source>
        <translation>Accordée.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Présents</translation>
    </message>
    <message>
        <source>Hide the network settings</source>
        <translation>Masquer les réglages réseau</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Jusqu’à quand</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>If it is there, the site ID is another site&apos;s: it is in the dashboard&apos;s address, after /dashboard/.</source>
        <translation>S’il y est, l’ID est celui d’un autre site : il est dans l’adresse du tableau de bord, après /dashboard/.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar in Wix; F5 asks again.</source>
        <translation>S’il devrait y en avoir, regardez le calendrier dans Wix ; F5 redemande.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar of Wix Bookings.</source>
        <translation>S’il devrait y en avoir, regardez le calendrier de Wix Bookings.</translation>
    </message>
    <message>
        <source>If this network does that on purpose, save its CA as a file and name it in Network settings (turnout --set-up) or SSL_CERT_FILE; else use another network.</source>
        <translation>Si ce réseau le fait exprès, enregistrez sa CA dans un fichier et indiquez-le dans Réglages réseau (turnout --set-up) ou dans SSL_CERT_FILE ; sinon, utilisez un autre réseau.</translation>
    </message>
    <message>
        <source>In the Wix dashboard, API Keys, give this key the permission “{name}”.</source>
        <translation>Dans le tableau de bord Wix, sous API Keys, donnez à cette clé l’autorisation « {name} ».</translation>
    </message>
    <message>
        <source>In this session</source>
        <translation>Dans cette séance</translation>
    </message>
    <message>
        <source>Install GNOME Keyring or KWallet, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>Installez GNOME Keyring ou KWallet, ou lancez turnout avec TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Install that version again to go on; nothing was changed.</source>
        <translation>Réinstallez-la pour continuer ; rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Instance ID of the app on this site</source>
        <translation>ID d’instance de l’app sur ce site</translation>
    </message>
    <message>
        <source>Is this your site?</source>
        <translation>Est-ce votre site ?</translation>
    </message>
    <message>
        <source>It holds until turnout is closed.</source>
        <translation>Il vaut jusqu’à la fermeture de turnout.</translation>
    </message>
    <message>
        <source>It is not known to which booking and session this belongs.</source>
        <translation>On ne sait pas à quelle réservation ni à quelle séance cela appartient.</translation>
    </message>
    <message>
        <source>It is not known which course this session belongs to.</source>
        <translation>On ne sait pas à quel cours appartient cette séance.</translation>
    </message>
    <message>
        <source>It stays on this computer and is forgotten after today. Wix and your clients never see it.</source>
        <translation>Elle reste sur cet ordinateur et est oubliée après aujourd’hui. Ni Wix ni vos clients ne la voient.</translation>
    </message>
    <message>
        <source>Its key can be changed here; the way to another site is in the window, behind the mark at the top right.</source>
        <translation>Sa clé se change ici ; le chemin vers un autre site est dans la fenêtre, derrière l’indicateur en haut.</translation>
    </message>
    <message>
        <source>Its name is too long: choose a shorter one.</source>
        <translation>Le nom est trop long : choisissez-en un plus court.</translation>
    </message>
    <message>
        <source>Keep a copy of it and ask for help.</source>
        <translation>Gardez-en une copie et demandez de l’aide.</translation>
    </message>
    <message>
        <source>Keep as local walk-in</source>
        <translation>Garder ici comme sans réservation</translation>
    </message>
    <message>
        <source>Keep counted</source>
        <translation>Garder compté</translation>
    </message>
    <message>
        <source>Keep past days for</source>
        <translation>Conserver les jours passés</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>Garder {value}</translation>
    </message>
    <message>
        <source>Kept on this computer: sessions, names, the last digits of phone numbers, and who was checked in by whom. Notes go with their day, the contact details of a walk-in as soon as Wix has them. Payment data is never kept, and nothing is sent to anybody but Wix. Disconnecting the site deletes all of it here.</source>
        <translation>Sont gardés sur cet ordinateur : les séances, les noms, les derniers chiffres des téléphones et qui a été enregistré par qui. Les notes partent avec leur jour, les coordonnées d’une personne sans réservation dès que Wix les a. Aucune donnée de paiement n’est gardée, et rien n’est envoyé à personne d’autre que Wix. Déconnecter le site efface tout ici.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Borne</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Dernière synchronisation</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Dernière visite</translation>
    </message>
    <message>
        <source>Later sessions</source>
        <translation>Séances suivantes</translation>
    </message>
    <message>
        <source>Leave turnout open with a network until it is.</source>
        <translation>Laissez turnout ouvert avec un réseau jusque-là.</translation>
    </message>
    <message>
        <source>Let it finish loading.</source>
        <translation>Laissez le chargement se terminer.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Load the missing days</source>
        <translation>Charger les jours manquants</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Locations</source>
        <translation>Lieux</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouillage</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Verrouiller la fenêtre</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Verrouillée</translation>
    </message>
    <message>
        <source>Look at them in Wix Bookings and leave one check-in each.</source>
        <translation>Regardez-les dans Wix Bookings et laissez un pointage à chacune.</translation>
    </message>
    <message>
        <source>Look for a newer version of turnout.</source>
        <translation>Cherchez une version plus récente de turnout.</translation>
    </message>
    <message>
        <source>Look for what stands in the way</source>
        <translation>Voir ce qui bloque</translation>
    </message>
    <message>
        <source>Looking on other days too…</source>
        <translation>Recherche aussi dans les autres jours…</translation>
    </message>
    <message>
        <source>Make a key in the Wix account of the site&apos;s owner, at manage.wix.com/account/api-keys, and copy it whole.</source>
        <translation>Créez une clé dans le compte Wix du propriétaire du site, sur manage.wix.com/account/api-keys, et copiez-la en entier.</translation>
    </message>
    <message>
        <source>Make room there, or let this user write in it; then try again.</source>
        <translation>Faites-y de la place ou permettez à cet utilisateur d’y écrire ; puis réessayez.</translation>
    </message>
    <message numerus="yes">
        <source>Mark 1 as no-show</source>
        <comment>Mark all %n as no-show</comment>
        <translation>
            <numerusform>Noter %n absence</numerusform>
            <numerusform>Noter les %n absences</numerusform>
        </translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>Touche Menu</translation>
    </message>
    <message>
        <source>More for this row</source>
        <translation>Plus pour cette ligne</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>Plus pour {name}</translation>
    </message>
    <message>
        <source>More people match. Type more of the name, or the phone’s last digits.</source>
        <translation>D’autres personnes correspondent. Tapez plus du nom, ou la fin du téléphone.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>Nom (facultatif)</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>À vérifier</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>Réglages réseau</translation>
    </message>
    <message>
        <source>New PIN, six digits</source>
        <translation>Nouveau code, six chiffres</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Plus récents</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivante</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Partie suivante de la fenêtre</translation>
    </message>
    <message>
        <source>No bookings</source>
        <translation>Aucune réservation</translation>
    </message>
    <message>
        <source>No changes.</source>
        <translation>Aucun changement.</translation>
    </message>
    <message>
        <source>No day was loaded on this computer yet.</source>
        <translation>Aucune journée n’a encore été chargée sur cet ordinateur.</translation>
    </message>
    <message>
        <source>No finished sessions in this period.</source>
        <translation>Aucune séance terminée dans cette période.</translation>
    </message>
    <message>
        <source>No match?</source>
        <translation>Introuvable ?</translation>
    </message>
    <message>
        <source>No name server answers. Check the cable or the Wi-Fi.</source>
        <translation>Aucun serveur de noms ne répond. Vérifiez le câble ou le Wi-Fi.</translation>
    </message>
    <message>
        <source>No name server of this network knows {there}.</source>
        <translation>Aucun serveur de noms de ce réseau ne connaît {there}.</translation>
    </message>
    <message>
        <source>No no-shows</source>
        <translation>Aucune absence</translation>
    </message>
    <message>
        <source>No session is open.</source>
        <translation>Aucune séance n’est ouverte.</translation>
    </message>
    <message>
        <source>No sessions on this day</source>
        <translation>Aucune séance ce jour-là</translation>
    </message>
    <message>
        <source>No sessions today</source>
        <translation>Aucune séance aujourd’hui</translation>
    </message>
    <message>
        <source>No setting is called that. Clear the field to see all of them.</source>
        <translation>Aucun réglage ne s’appelle ainsi. Videz le champ pour les voir tous.</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>Absence</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>Absences</translation>
    </message>
    <message>
        <source>Nobody found for “{typed}”.</source>
        <translation>Personne trouvé pour « {typed} ».</translation>
    </message>
    <message>
        <source>Nobody has booked yet</source>
        <translation>Personne n’a encore réservé</translation>
    </message>
    <message>
        <source>Nobody is checked in here, so nobody can be taken off.</source>
        <translation>Personne n’est pointé ici, on ne peut donc retirer personne.</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>Personne n’est encore là</translation>
    </message>
    <message>
        <source>Nobody is known to be checked in twice in Wix.</source>
        <translation>Personne, que l’on sache, n’est pointé deux fois dans Wix.</translation>
    </message>
    <message>
        <source>Nobody is missing any more.</source>
        <translation>Il ne manque plus personne.</translation>
    </message>
    <message>
        <source>Nobody of them is missing any more.</source>
        <translation>Il ne manque plus personne parmi eux.</translation>
    </message>
    <message>
        <source>Nobody was checked in: the window is locked.</source>
        <translation>Personne n’a été pointé : la fenêtre est verrouillée.</translation>
    </message>
    <message>
        <source>Not arrived</source>
        <translation>Pas arrivés</translation>
    </message>
    <message>
        <source>Not asked.</source>
        <translation>Non demandé.</translation>
    </message>
    <message>
        <source>Not asked: there is no key.</source>
        <translation>Non demandé : il n’y a pas de clé.</translation>
    </message>
    <message>
        <source>Not asked: there is no secret of the app.</source>
        <translation>Non demandé : le secret de l’app manque.</translation>
    </message>
    <message>
        <source>Not compared: Wix was not reached.</source>
        <translation>Non comparé : Wix n’a pas été joint.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>Not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>Non connecté. Les pointages sont gardés sur cet ordinateur et envoyés plus tard.</translation>
    </message>
    <message>
        <source>Not here yet</source>
        <translation>Pas encore là</translation>
    </message>
    <message>
        <source>Not here, or not whole: {days}.</source>
        <translation>Absents ou incomplets ici : {days}.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Not needed: an app asks in place of a key.</source>
        <translation>Inutile : une app demande à la place d’une clé.</translation>
    </message>
    <message>
        <source>Not needed: the key is in TURNOUT_API_KEY.</source>
        <translation>Inutile : la clé est dans TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Not offline-safe yet.</source>
        <translation>Pas encore sûr hors ligne.</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Pas encore testé</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Note : {note}</translation>
    </message>
    <message>
        <source>Nothing can be saved, so + and − are off. {reason}</source>
        <translation>Rien ne peut être gardé, donc + et − sont désactivés. {reason}</translation>
    </message>
    <message>
        <source>Nothing can be written there: choose another place.</source>
        <translation>Rien ne peut y être écrit : choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>Rien d’autre n’est touché.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing exact, 1 is close</source>
        <comment>Nothing exact, %n are close</comment>
        <translation>
            <numerusform>Rien d’exact, 1 s’en approche</numerusform>
            <numerusform>Rien d’exact, %n s’en approchent</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing exactly like that. Close to it:</source>
        <translation>Rien d’identique. Approchants :</translation>
    </message>
    <message>
        <source>Nothing glides: lists stop at once where the finger leaves them.</source>
        <translation>Rien ne glisse : les listes s’arrêtent dès que le doigt les quitte.</translation>
    </message>
    <message>
        <source>Nothing is lost: move that file away, start turnout and connect the site again.</source>
        <translation>Rien n’est perdu : déplacez ce fichier, lancez turnout et reconnectez le site.</translation>
    </message>
    <message>
        <source>Nothing is lost: they are sent by themselves once Wix can be reached.</source>
        <translation>Rien n’est perdu : ils partent d’eux-mêmes dès que Wix est joignable.</translation>
    </message>
    <message>
        <source>Nothing of these days is finished yet.</source>
        <translation>Rien de ces jours n’est encore terminé.</translation>
    </message>
    <message>
        <source>Nothing to clear: nobody is checked in.</source>
        <translation>Rien à effacer : personne n’est pointé.</translation>
    </message>
    <message>
        <source>Nothing to count: give a number from 1 to 1000.</source>
        <translation>Rien à compter : donnez un nombre de 1 à 1000.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>Rien à rétablir.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Rien à annuler.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Rien n’attend d’être envoyé.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Of the settings of this computer the usual is in force for {names}: {file}.</source>
        <translation>Parmi les réglages de cet ordinateur, l’habituel s’applique pour {names} : {file}.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>Offline-safe until {time}.</source>
        <translation>Sûr hors ligne jusqu’à {time}.</translation>
    </message>
    <message>
        <source>Offline: of other days only what this computer has seen is found.</source>
        <translation>Hors ligne : des autres jours, seul ce que cet ordinateur a déjà vu est trouvé.</translation>
    </message>
    <message>
        <source>Offline: this computer has not seen this day yet.</source>
        <translation>Hors ligne : cet ordinateur n’a pas encore vu ce jour.</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Plus anciens</translation>
    </message>
    <message>
        <source>Older days are no longer shown, and are soon deleted here. What Wix does not know yet stays.</source>
        <translation>Les jours plus anciens ne sont plus affichés et sont bientôt effacés d’ici. Ce que Wix ne sait pas encore reste.</translation>
    </message>
    <message>
        <source>On {name}, {session}</source>
        <translation>Sur {name}, {session}</translation>
    </message>
    <message>
        <source>One extra, beyond the booking</source>
        <translation>Une personne au-delà de la réservation</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>Un de moins</translation>
    </message>
    <message>
        <source>One fewer for {name}</source>
        <translation>Un de moins pour {name}</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Un de plus</translation>
    </message>
    <message>
        <source>One more for {name}</source>
        <translation>Un de plus pour {name}</translation>
    </message>
    <message>
        <source>Only count them, no name: {one}</source>
        <translation>Compter seulement, sans nom : {one}</translation>
    </message>
    <message>
        <source>Only for a touch screen: tap five targets, one in each corner and one in the middle.</source>
        <translation>Pour un écran tactile seulement : touchez cinq cibles, une dans chaque coin et une au milieu.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-in.</source>
        <translation>Seulement sur cet ordinateur pour l’instant : {n}.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-ins.</source>
        <translation>Seulement sur cet ordinateur pour l’instant : {n}.</translation>
    </message>
    <message>
        <source>Only where whoever looks after this network says so; empty is usual. {variables} go first where they are set.</source>
        <translation>Seulement si le responsable de ce réseau le dit ; vide d’habitude. {variables} priment là où elles sont définies.</translation>
    </message>
    <message>
        <source>Only with a scanner that types like a keyboard: scan any code.</source>
        <translation>Seulement avec un scanner qui tape comme un clavier : scannez n’importe quel code.</translation>
    </message>
    <message>
        <source>Only {here} checked in here: no more than that can be taken off.</source>
        <translation>Seulement {here} pointés ici : on ne peut en retirer davantage.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open a browser and sign in to this network if it asks.</source>
        <translation>Ouvrez un navigateur et connectez-vous à ce réseau s’il le demande.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network, then try again.</source>
        <translation>Ouvrez un navigateur, connectez-vous au réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Open here now</source>
        <translation>Ouvert ici en ce moment</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Ouvrir l’accueil</translation>
    </message>
    <message>
        <source>Open the site’s dashboard in a browser and copy its address: {address}</source>
        <translation>Ouvrez le tableau de bord du site dans un navigateur et copiez son adresse : {address}</translation>
    </message>
    <message>
        <source>Open the sync panel</source>
        <translation>Ouvrir la synchronisation</translation>
    </message>
    <message>
        <source>Open {site}</source>
        <translation>Ouvrir {site}</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>Autres jours</translation>
    </message>
    <message>
        <source>Other sessions today</source>
        <translation>Autres séances du jour</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Pas à jour</translation>
    </message>
    <message>
        <source>Over capacity {attended} of {capacity}</source>
        <translation>Complet dépassé : {attended} sur {capacity}</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout and start it as “{command}”: the last page sets another PIN or removes it.</source>
        <translation>Code oublié ? Personne ne peut le lire. Fermez turnout et lancez-le avec « {command} » : la dernière page définit un autre code ou le supprime.</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout, delete the file {file}, start turnout and set another PIN.</source>
        <translation>Code oublié ? Personne ne peut le lire. Fermez turnout, supprimez le fichier {file}, lancez turnout et définissez un autre code.</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Page suiv.</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Page préc.</translation>
    </message>
    <message>
        <source>Page up, page down</source>
        <translation>Page haut, page bas</translation>
    </message>
    <message>
        <source>Part before</source>
        <translation>Partie précédente</translation>
    </message>
    <message>
        <source>Paste the API key.</source>
        <translation>Collez la clé API.</translation>
    </message>
    <message>
        <source>Paste the app ID: 36 letters, digits and dashes.</source>
        <translation>Collez l’ID de l’app : 36 lettres, chiffres et tirets.</translation>
    </message>
    <message>
        <source>Paste the app secret.</source>
        <translation>Collez le secret de l’app.</translation>
    </message>
    <message>
        <source>Paste the instance ID: 36 letters, digits and dashes.</source>
        <translation>Collez l’ID d’instance : 36 lettres, chiffres et tirets.</translation>
    </message>
    <message>
        <source>Paste the site ID, or the address of the site’s dashboard.</source>
        <translation>Collez l’ID du site, ou l’adresse de son tableau de bord.</translation>
    </message>
    <message>
        <source>Paste three things of the app that asks Wix in place of a key.</source>
        <translation>Collez trois choses de l’app qui interroge Wix à la place d’une clé.</translation>
    </message>
    <message>
        <source>Paste two things from Wix. The key is kept in this computer’s secret store, never in a file.</source>
        <translation>Collez deux choses de Wix. La clé est gardée dans le trousseau de cet ordinateur, jamais dans un fichier.</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Autorisation</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Autorisations</translation>
    </message>
    <message>
        <source>Phone (optional)</source>
        <translation>Téléphone (facultatif)</translation>
    </message>
    <message>
        <source>Phone ends in</source>
        <translation>Fin du téléphone</translation>
    </message>
    <message>
        <source>Play sounds</source>
        <translation>Jouer les sons</translation>
    </message>
    <message>
        <source>Practice an outage</source>
        <translation>S’exercer à une panne</translation>
    </message>
    <message>
        <source>Practice: check-ins refused</source>
        <translation>Exercice : pointages refusés</translation>
    </message>
    <message>
        <source>Practice: slow answers</source>
        <translation>Exercice : réponses lentes</translation>
    </message>
    <message>
        <source>Practice: unplugged</source>
        <translation>Exercice : débranché</translation>
    </message>
    <message>
        <source>Prefix that the scanner sends (optional)</source>
        <translation>Préfixe envoyé par le scanner (facultatif)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimer…</translation>
    </message>
    <message>
        <source>Problems only</source>
        <translation>Problèmes seuls</translation>
    </message>
    <message>
        <source>Proxy, as host:port</source>
        <translation>Proxy, sous la forme host:port</translation>
    </message>
    <message>
        <source>Put right what is named above, then check again.</source>
        <translation>Réglez ce qui est indiqué ci-dessus, puis vérifiez à nouveau.</translation>
    </message>
    <message>
        <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
        <translation>Indiquez-les dans HTTPS_PROXY : http://NAME:PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File d’attente</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Silence à partir de</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Heures de silence</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Silence jusqu’à</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Taux</translation>
    </message>
    <message>
        <source>Rate %</source>
        <translation>Taux %</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Lu comme</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>État de préparation</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Reception on one screen, kiosk on the other.</source>
        <translation>L’accueil sur un écran, la borne sur l’autre.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Se reconnecter</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Moins d’animations</translation>
    </message>
    <message>
        <source>Refuse check-ins</source>
        <translation>Refuser les pointages</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>Refusé.</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>Refusé. {reason}</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Supprimer la note</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>Supprimer le code PIN</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Rising: it worked</source>
        <translation>Montant : réussi</translation>
    </message>
    <message>
        <source>Row above, row below</source>
        <translation>Ligne au-dessus, au-dessous</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Enregistrer en CSV</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Enregistrer la note</translation>
    </message>
    <message>
        <source>Save the PIN</source>
        <translation>Enregistrer le code</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Enregistré sous {file}</translation>
    </message>
    <message>
        <source>Saved before the restart: {saved}</source>
        <translation>Gardé avant le redémarrage : {saved}</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>Gardé sur cet ordinateur</translation>
    </message>
    <message>
        <source>Scan any code now. Here it is only shown; nobody is checked in.</source>
        <translation>Scannez maintenant n’importe quel code. Ici, il est seulement affiché ; personne n’est pointé.</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Écran</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search name, phone digits or code</source>
        <translation>Chercher nom, chiffres du téléphone ou code</translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation>Trousseau</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Envoyer maintenant</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Envoi…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Envoyé à l’imprimante.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Prestation</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Séance</translation>
    </message>
    <message>
        <source>Session before, after</source>
        <translation>Séance avant, après</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Séances</translation>
    </message>
    <message>
        <source>Set count…</source>
        <translation>Fixer le nombre…</translation>
    </message>
    <message>
        <source>Set its date and time, best by itself from the internet.</source>
        <translation>Réglez sa date et son heure, de préférence automatiquement par internet.</translation>
    </message>
    <message>
        <source>Set or change the staff PIN</source>
        <translation>Définir ou changer le code PIN de l’équipe</translation>
    </message>
    <message>
        <source>Set this computer&apos;s date and time, best by itself from the internet.</source>
        <translation>Réglez la date et l’heure de cet ordinateur, de préférence automatiquement par internet.</translation>
    </message>
    <message>
        <source>Set to {people}</source>
        <translation>Fixer à {people}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maj</translation>
    </message>
    <message>
        <source>Shortest code</source>
        <translation>Code le plus court</translation>
    </message>
    <message>
        <source>Show all sessions again, not only {words}</source>
        <translation>Afficher à nouveau toutes les séances, pas seulement {words}</translation>
    </message>
    <message>
        <source>Show newest</source>
        <translation>Voir les derniers</translation>
    </message>
    <message>
        <source>Showing the day as last known at {time}; not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>Journée affichée telle que connue à {time} ; non connecté. Les pointages sont gardés sur cet ordinateur et envoyés plus tard.</translation>
    </message>
    <message>
        <source>Sign-in expired</source>
        <translation>Connexion expirée</translation>
    </message>
    <message>
        <source>Site ID, or the address of the site’s dashboard</source>
        <translation>ID du site, ou adresse de son tableau de bord</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Slow answers</source>
        <translation>Réponses lentes</translation>
    </message>
    <message>
        <source>So long after its start a session asks about everybody who is missing.</source>
        <translation>Passé ce temps après son début, une séance demande qui manque.</translation>
    </message>
    <message>
        <source>Somebody else changed this in Wix meanwhile.</source>
        <translation>Quelqu’un d’autre a modifié cela dans Wix entre-temps.</translation>
    </message>
    <message>
        <source>Somebody was counted on this computer meanwhile; nothing was forgotten.</source>
        <translation>Quelqu’un a été compté entre-temps sur cet ordinateur ; rien n’a été effacé.</translation>
    </message>
    <message>
        <source>Something on the way looks into the connection. Use another network, or ask whoever runs this one for its certificate.</source>
        <translation>Quelque chose en chemin inspecte la connexion. Utilisez un autre réseau, ou demandez son certificat au responsable de celui-ci.</translation>
    </message>
    <message>
        <source>Something was counted since. Set the count instead.</source>
        <translation>Un comptage a eu lieu depuis. Fixez plutôt le nombre.</translation>
    </message>
    <message>
        <source>Something went wrong here. What shows a tick is saved.</source>
        <translation>Un problème est survenu ici. Ce qui est coché est gardé.</translation>
    </message>
    <message>
        <source>Something went wrong in turnout itself. Nothing was kept; test again.</source>
        <translation>Un problème est survenu dans turnout même. Rien n’a été gardé ; testez à nouveau.</translation>
    </message>
    <message>
        <source>Something went wrong while asking. It is in the log.</source>
        <translation>Un problème est survenu pendant l’interrogation. Il est dans le journal.</translation>
    </message>
    <message>
        <source>Sort the roster by</source>
        <translation>Trier la liste par</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>Tri : {order}</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Sons</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Staff PIN</source>
        <translation>Code PIN de l’équipe</translation>
    </message>
    <message>
        <source>Staff check people in, with keyboard, mouse or touch.</source>
        <translation>L’équipe pointe les arrivées au clavier, à la souris ou au doigt.</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>Intervenant</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>Start the demo site over</source>
        <translation>Recommencer le site de démo</translation>
    </message>
    <message>
        <source>Start the demo site over…</source>
        <translation>Recommencer le site de démo…</translation>
    </message>
    <message>
        <source>Start turnout again.</source>
        <translation>Relancez turnout.</translation>
    </message>
    <message>
        <source>Start turnout from a desktop session.</source>
        <translation>Lancez turnout depuis une session de bureau.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Étape {step} sur {steps}</translation>
    </message>
    <message>
        <source>Still to {session}. The roster shows {shown}.</source>
        <translation>Toujours pour {session}. La liste montre {shown}.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisation</translation>
    </message>
    <message>
        <source>Sync stopped, trying again</source>
        <translation>Synchronisation arrêtée, nouvel essai</translation>
    </message>
    <message>
        <source>Sync: {state}</source>
        <translation>Synchronisation : {state}</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Take the name of {person}</source>
        <translation>Prendre le nom de {person}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Retiré</translation>
    </message>
    <message>
        <source>Taken back before it was in Wix.</source>
        <translation>Retiré avant d’être dans Wix.</translation>
    </message>
    <message>
        <source>Tap each of the five targets once.</source>
        <translation>Touchez chacune des cinq cibles une fois.</translation>
    </message>
    <message>
        <source>Target {number}</source>
        <translation>Cible {number}</translation>
    </message>
    <message>
        <source>Target {number}: hit</source>
        <translation>Cible {number} : touchée</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Tester la connexion</translation>
    </message>
    <message>
        <source>Test the connection first.</source>
        <translation>Testez d’abord la connexion.</translation>
    </message>
    <message>
        <source>Test the scanner</source>
        <translation>Tester le scanner</translation>
    </message>
    <message>
        <source>Test touch</source>
        <translation>Tester le toucher</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test en cours…</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message numerus="yes">
        <source>That PIN is not right. 1 try is left, then it waits a minute.</source>
        <comment>That PIN is not right. %n tries are left, then it waits a minute.</comment>
        <translation>
            <numerusform>Ce code n’est pas le bon. Il reste 1 essai, puis une minute d’attente.</numerusform>
            <numerusform>Ce code n’est pas le bon. Il reste %n essais, puis une minute d’attente.</numerusform>
        </translation>
    </message>
    <message>
        <source>That code isn’t for today’s sessions</source>
        <translation>Ce code n’est pas pour les séances du jour</translation>
    </message>
    <message>
        <source>That is a folder: add the name of a file.</source>
        <translation>C’est un dossier : ajoutez le nom d’un fichier.</translation>
    </message>
    <message>
        <source>That was already undone.</source>
        <translation>C’est déjà annulé.</translation>
    </message>
    <message>
        <source>The API key has a space, a line break or an unknown character in it.</source>
        <translation>La clé API contient une espace, un saut de ligne ou un caractère inconnu.</translation>
    </message>
    <message>
        <source>The PIN that is set</source>
        <translation>Le code actuel</translation>
    </message>
    <message>
        <source>The address begins with {start}</source>
        <translation>L’adresse commence par {start}</translation>
    </message>
    <message>
        <source>The address of Wix must begin with https://.</source>
        <translation>L’adresse de Wix doit commencer par https://.</translation>
    </message>
    <message>
        <source>The address of Wix must not hold a name or a password.</source>
        <translation>L’adresse de Wix ne doit contenir ni nom ni mot de passe.</translation>
    </message>
    <message>
        <source>The answer is not from Wix.</source>
        <translation>La réponse ne vient pas de Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix.</source>
        <translation>La réponse ne venait pas de Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix. This network may want you to sign in: open any page in a browser, then test again.</source>
        <translation>La réponse ne venait pas de Wix. Ce réseau demande peut-être une connexion : ouvrez une page dans un navigateur, puis testez à nouveau.</translation>
    </message>
    <message>
        <source>The app does not have it (403).</source>
        <translation>L’app ne l’a pas (403).</translation>
    </message>
    <message>
        <source>The app has no permission for this, or is for another site.</source>
        <translation>L’app n’a pas l’autorisation pour cela, ou elle est d’un autre site.</translation>
    </message>
    <message>
        <source>The app lacks a permission. Add what is named below where the app was made, let the site’s owner agree to it, and test again.</source>
        <translation>Il manque une autorisation à l’app. Ajoutez ce qui est indiqué ci-dessous là où l’app a été faite, faites-la accepter par le propriétaire du site, puis testez à nouveau.</translation>
    </message>
    <message>
        <source>The app may do nothing on this site (403).</source>
        <translation>L’app ne peut rien faire sur ce site (403).</translation>
    </message>
    <message>
        <source>The app needs: {permission}</source>
        <translation>L’app a besoin de : {permission}</translation>
    </message>
    <message>
        <source>The booking policy in Wix does not allow this.</source>
        <translation>Les conditions de réservation dans Wix ne le permettent pas.</translation>
    </message>
    <message>
        <source>The booking was cancelled in Wix; counted here: {value}.</source>
        <translation>La réservation a été annulée dans Wix ; compté ici : {value}.</translation>
    </message>
    <message>
        <source>The certificate of Wix is not valid at this computer’s time. Set date and time.</source>
        <translation>Le certificat de Wix n’est pas valable à l’heure de cet ordinateur. Réglez la date et l’heure.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not to be trusted: something on the way looks into it.</source>
        <translation>Le certificat de {host} n’est pas fiable : quelque chose l’inspecte en chemin.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid at the time of this computer.</source>
        <translation>Le certificat de {host} n’est pas valable à l’heure de cet ordinateur.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off.</source>
        <translation>La connexion à Wix a été coupée.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off; it is tried again.</source>
        <translation>La connexion à Wix a été coupée ; un nouvel essai est en cours.</translation>
    </message>
    <message>
        <source>The connection to {there} broke off.</source>
        <translation>La connexion à {there} a été coupée.</translation>
    </message>
    <message>
        <source>The connection works, but the app’s secret could not be kept. {why}</source>
        <translation>La connexion fonctionne, mais le secret de l’app n’a pas pu être gardé. {why}</translation>
    </message>
    <message>
        <source>The connection works, but the key could not be kept. {why}</source>
        <translation>La connexion fonctionne, mais la clé n’a pas pu être gardée. {why}</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>Le jour suivant</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>Le jour précédent</translation>
    </message>
    <message>
        <source>The demo site</source>
        <translation>Le site de démo</translation>
    </message>
    <message>
        <source>The demo site answers normally.</source>
        <translation>Le site de démo répond normalement.</translation>
    </message>
    <message>
        <source>The demo site answers.</source>
        <translation>Le site de démo répond.</translation>
    </message>
    <message>
        <source>The demo site brings its own key.</source>
        <translation>Le site de démo apporte sa propre clé.</translation>
    </message>
    <message>
        <source>The demo site did not start: {why}</source>
        <translation>Le site de démo n’a pas démarré : {why}</translation>
    </message>
    <message>
        <source>The demo site has ended.</source>
        <translation>Le site de démo s’est arrêté.</translation>
    </message>
    <message>
        <source>The demo site is not running yet.</source>
        <translation>Le site de démo ne tourne pas encore.</translation>
    </message>
    <message>
        <source>The demo site is open here now</source>
        <translation>Le site de démo est ouvert ici en ce moment</translation>
    </message>
    <message>
        <source>The demo site&apos;s folder cannot be used: {why}</source>
        <translation>Le dossier du site de démo est inutilisable : {why}</translation>
    </message>
    <message>
        <source>The diagnostics, F12, say what to do.</source>
        <translation>Le diagnostic, F12, dit quoi faire.</translation>
    </message>
    <message>
        <source>The disk is full: free some space, or choose another one.</source>
        <translation>Le disque est plein : libérez de la place ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The file cannot be written, but nothing is lost: {file}.</source>
        <translation>Le fichier ne peut pas être écrit, mais rien n’est perdu : {file}.</translation>
    </message>
    <message>
        <source>The file cannot be written: {file}.</source>
        <translation>Le fichier ne peut pas être écrit : {file}.</translation>
    </message>
    <message>
        <source>The first day is behind the last one.</source>
        <translation>Le premier jour est après le dernier.</translation>
    </message>
    <message>
        <source>The key does not have it (403).</source>
        <translation>La clé ne l’a pas (403).</translation>
    </message>
    <message>
        <source>The key has no permission for this, or is for another site.</source>
        <translation>La clé n’a pas l’autorisation pour cela, ou elle est d’un autre site.</translation>
    </message>
    <message>
        <source>The key has no permission to make bookings.</source>
        <translation>La clé n’a pas l’autorisation de créer des réservations.</translation>
    </message>
    <message>
        <source>The key lacks a permission. Edit it at {keys}: tick what is named below, save, and test again.</source>
        <translation>Il manque une autorisation à la clé. Modifiez-la sur {keys} : cochez ce qui est indiqué ci-dessous, enregistrez et testez à nouveau.</translation>
    </message>
    <message>
        <source>The key may do nothing on this site (403): it is for another one, or the site ID is.</source>
        <translation>La clé ne peut rien faire sur ce site (403) : elle est d’un autre, ou bien l’ID du site.</translation>
    </message>
    <message>
        <source>The key of this site is in it.</source>
        <translation>La clé de ce site s’y trouve.</translation>
    </message>
    <message>
        <source>The key of this site is still kept here, so nothing was forgotten.</source>
        <translation>La clé de ce site est encore conservée ici ; rien n’a donc été effacé.</translation>
    </message>
    <message>
        <source>The last complete one was at {pulled}.</source>
        <translation>La dernière complète était à {pulled}.</translation>
    </message>
    <message>
        <source>The list from Wix does not end.</source>
        <translation>La liste de Wix n’en finit pas.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites cannot be read: {file}.</source>
        <translation>La liste des sites de cet ordinateur est illisible : {file}.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites was written by a newer version of turnout: {file}.</source>
        <translation>La liste des sites de cet ordinateur a été écrite par une version plus récente de turnout : {file}.</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>Le nouveau code encore une fois</translation>
    </message>
    <message>
        <source>The next change keeps that file as {aside} and begins anew.</source>
        <translation>Le prochain changement garde ce fichier sous {aside} et repart de zéro.</translation>
    </message>
    <message>
        <source>The others were not asked.</source>
        <translation>Les autres n’ont pas été demandées.</translation>
    </message>
    <message>
        <source>The owner of the site makes it at {address}, with these permissions: {permissions}.</source>
        <translation>Le propriétaire du site la crée sur {address}, avec ces autorisations : {permissions}.</translation>
    </message>
    <message>
        <source>The printer did not take it.</source>
        <translation>L’imprimante ne l’a pas accepté.</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>Le programme</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password. Put them into {setting}, or type another proxy into Network settings: {command}.</source>
        <translation>Le proxy demande un nom et un mot de passe. Indiquez-les dans {setting}, ou saisissez un autre proxy dans Réglages réseau : {command}.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer are wrong.</source>
        <translation>Les réglages de proxy ou de certificat de cet ordinateur sont faux.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer cannot be used.</source>
        <translation>Les réglages de proxy ou de certificat de cet ordinateur sont inutilisables.</translation>
    </message>
    <message>
        <source>The proxy refuses the way to Wix. Ask whoever runs this network to allow it.</source>
        <translation>Le proxy refuse l’accès à Wix. Demandez au responsable de ce réseau de l’autoriser.</translation>
    </message>
    <message>
        <source>The proxy {there} asks for a name and a password (407).</source>
        <translation>Le proxy {there} demande un nom et un mot de passe (407).</translation>
    </message>
    <message>
        <source>The proxy {there} refuses the way to {host}.</source>
        <translation>Le proxy {there} refuse l’accès à {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix.</source>
        <translation>La requête a été bloquée en route vers Wix.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix. Ask whoever looks after this network to allow {host}.</source>
        <translation>La requête a été bloquée en route vers Wix. Demandez au responsable de ce réseau d’autoriser {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to {host} (403 without a word).</source>
        <translation>La requête a été bloquée en route vers {host} (403 sans explication).</translation>
    </message>
    <message>
        <source>The same code again within 3 seconds counts once.</source>
        <translation>Le même code à nouveau en 3 secondes compte une fois.</translation>
    </message>
    <message>
        <source>The scanner works, and this is the code of a booking.</source>
        <translation>Le scanner fonctionne, et c’est le code d’une réservation.</translation>
    </message>
    <message>
        <source>The scanner works, but does not send the prefix that is set here.</source>
        <translation>Le scanner fonctionne, mais n’envoie pas le préfixe réglé ici.</translation>
    </message>
    <message>
        <source>The scanner works. This code is not of a booking.</source>
        <translation>Le scanner fonctionne. Ce code n’est pas celui d’une réservation.</translation>
    </message>
    <message>
        <source>The secret of this site&apos;s app is in it.</source>
        <translation>Le secret de l’app de ce site s’y trouve.</translation>
    </message>
    <message>
        <source>The session was cancelled in Wix; counted here: {value}.</source>
        <translation>La séance a été annulée dans Wix ; compté ici : {value}.</translation>
    </message>
    <message>
        <source>The setting is not kept, because this computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>Le réglage n’est pas gardé, car le dossier de données de cet ordinateur ne peut pas être écrit : {folder}.</translation>
    </message>
    <message>
        <source>The settings of this computer cannot be read, so the usual ones are in force: {file}.</source>
        <translation>Les réglages de cet ordinateur sont illisibles ; les réglages habituels s’appliquent : {file}.</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired</source>
        <translation>La connexion à Wix a expiré</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired.</source>
        <translation>La connexion à Wix a expiré.</translation>
    </message>
    <message>
        <source>The site ID has a space, a line break or an unknown character in it.</source>
        <translation>L’ID du site contient une espace, un saut de ligne ou un caractère inconnu.</translation>
    </message>
    <message>
        <source>The site can’t be reached. Check people in: all of it is kept here and sent later.</source>
        <translation>Le site est injoignable. Pointez : tout est gardé ici et envoyé plus tard.</translation>
    </message>
    <message>
        <source>The site takes no check-ins. What it refuses waits behind the chip for an answer.</source>
        <translation>Le site n’accepte aucun pointage. Ce qu’il refuse attend une réponse derrière l’indicateur en haut.</translation>
    </message>
    <message>
        <source>The site’s name and time zone</source>
        <translation>Nom et fuseau horaire du site</translation>
    </message>
    <message>
        <source>The staff PIN is removed</source>
        <translation>Le code PIN de l’équipe est supprimé</translation>
    </message>
    <message>
        <source>The staff PIN is set. Ctrl+L locks the window</source>
        <translation>Le code PIN de l’équipe est défini. Ctrl+L verrouille la fenêtre</translation>
    </message>
    <message>
        <source>The status of the booking in Wix does not allow this.</source>
        <translation>L’état de la réservation dans Wix ne le permet pas.</translation>
    </message>
    <message>
        <source>The sync stopped; it starts again.</source>
        <translation>La synchronisation s’est arrêtée ; elle repart.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type the new one twice.</source>
        <translation>Les deux codes ne sont pas identiques. Tapez le nouveau deux fois.</translation>
    </message>
    <message>
        <source>The way to Wix is blocked. Ask whoever runs this network to allow it.</source>
        <translation>L’accès à Wix est bloqué. Demandez au responsable de ce réseau de l’autoriser.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Then check the spelling of what stands in Network settings (turnout --set-up), TURNOUT_API_URL and HTTPS_PROXY.</source>
        <translation>Puis vérifiez l’orthographe de ce qui est dans Réglages réseau (turnout --set-up), TURNOUT_API_URL et HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>There are no sessions today, as of {pulled}.</source>
        <translation>Aucune séance aujourd’hui, à {pulled}.</translation>
    </message>
    <message>
        <source>There is a PIN.</source>
        <translation>Il y a un code PIN.</translation>
    </message>
    <message>
        <source>There is a file {file} already: choose another name.</source>
        <translation>Il existe déjà un fichier {file} : choisissez un autre nom.</translation>
    </message>
    <message>
        <source>There is no API key for this site on this computer.</source>
        <translation>Il n’y a pas de clé API pour ce site sur cet ordinateur.</translation>
    </message>
    <message>
        <source>There is no API key for this site yet.</source>
        <translation>Il n’y a pas encore de clé API pour ce site.</translation>
    </message>
    <message>
        <source>There is no connection to Wix.</source>
        <translation>Il n’y a pas de connexion à Wix.</translation>
    </message>
    <message>
        <source>There is no connection to {there}.</source>
        <translation>Il n’y a pas de connexion à {there}.</translation>
    </message>
    <message>
        <source>There is no file {file}: give the whole path of the CA&apos;s file.</source>
        <translation>Il n’y a pas de fichier {file} : donnez le chemin complet du fichier de la CA.</translation>
    </message>
    <message>
        <source>There is no screen here: the window cannot be opened, the commands work.</source>
        <translation>Il n’y a pas d’écran ici : la fenêtre ne peut s’ouvrir, les commandes fonctionnent.</translation>
    </message>
    <message>
        <source>There is no secret of this site&apos;s app on this computer.</source>
        <translation>Le secret de l’app de ce site n’est pas sur cet ordinateur.</translation>
    </message>
    <message>
        <source>There is no site ID in this. It is 36 letters, digits and dashes long, and stands in the dashboard’s address after {place}.</source>
        <translation>Il n’y a pas d’ID de site ici. Il compte 36 lettres, chiffres et tirets, et se trouve dans l’adresse du tableau de bord après {place}.</translation>
    </message>
    <message>
        <source>There is no such folder: choose another place.</source>
        <translation>Ce dossier n’existe pas : choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>There is no way to Wix. Check the cable or the Wi-Fi.</source>
        <translation>Aucun accès à Wix. Vérifiez le câble ou le Wi-Fi.</translation>
    </message>
    <message>
        <source>There was none yet.</source>
        <translation>Il n’y en a pas encore eu.</translation>
    </message>
    <message>
        <source>This app may do nothing on this site. Check the instance ID. If it is right, the app needs what is named below.</source>
        <translation>Cette app ne peut rien faire sur ce site. Vérifiez l’ID d’instance. S’il est juste, l’app a besoin de ce qui est indiqué ci-dessous.</translation>
    </message>
    <message>
        <source>This booking is not loaded on this computer; run turnout sync.</source>
        <translation>Cette réservation n’est pas chargée sur cet ordinateur ; lancez turnout sync.</translation>
    </message>
    <message>
        <source>This booking is on the waiting list, not on the roster.</source>
        <translation>Cette réservation est sur la liste d’attente, pas sur la liste des participants.</translation>
    </message>
    <message>
        <source>This booking was cancelled in Wix.</source>
        <translation>Cette réservation a été annulée dans Wix.</translation>
    </message>
    <message>
        <source>This code is too long to be of a booking.</source>
        <translation>Ce code est trop long pour être celui d’une réservation.</translation>
    </message>
    <message>
        <source>This computer and Wix tell the same time.</source>
        <translation>Cet ordinateur et Wix donnent la même heure.</translation>
    </message>
    <message>
        <source>This computer can’t save</source>
        <translation>Cet ordinateur ne peut pas enregistrer</translation>
    </message>
    <message>
        <source>This computer checks people in for a site that it reaches by a key.</source>
        <translation>Cet ordinateur pointe pour un site qu’il joint par une clé.</translation>
    </message>
    <message>
        <source>This computer checks people in for another site.</source>
        <translation>Cet ordinateur pointe pour un autre site.</translation>
    </message>
    <message>
        <source>This computer forgets the site: its day, its check-ins and its key. What is in Wix stays there.</source>
        <translation>Cet ordinateur oublie le site : sa journée, ses pointages et sa clé. Ce qui est dans Wix y reste.</translation>
    </message>
    <message>
        <source>This computer has no secret store.</source>
        <translation>Cet ordinateur n’a pas de trousseau.</translation>
    </message>
    <message>
        <source>This computer has not seen today’s sessions yet. Connect to the internet once, then it works offline too.</source>
        <translation>Cet ordinateur n’a pas encore vu les séances du jour. Connectez-vous une fois à internet ; ensuite, il fonctionne aussi hors ligne.</translation>
    </message>
    <message>
        <source>This computer has not seen who booked this session yet.</source>
        <translation>Cet ordinateur n’a pas encore vu qui a réservé cette séance.</translation>
    </message>
    <message>
        <source>This computer has the key of this site. Paste another one only to change it.</source>
        <translation>Cet ordinateur a la clé de ce site. N’en collez une autre que pour la changer.</translation>
    </message>
    <message>
        <source>This computer has the secret of this app. Paste another one only to change it.</source>
        <translation>Cet ordinateur a le secret de cette app. N’en collez un autre que pour le changer.</translation>
    </message>
    <message>
        <source>This computer is</source>
        <translation>Cet ordinateur est</translation>
    </message>
    <message>
        <source>This computer is offline: no name server answers for {there}.</source>
        <translation>Cet ordinateur est hors ligne : aucun serveur de noms ne répond pour {there}.</translation>
    </message>
    <message>
        <source>This computer then checks people in for {site}. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>Cet ordinateur pointe alors pour {site}. Rien n’est oublié : ce qui n’est pas envoyé d’ici là partira quand ce site sera rouvert.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes fast.</source>
        <translation>L’horloge de cet ordinateur avance de {n} minutes.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes slow.</source>
        <translation>L’horloge de cet ordinateur retarde de {n} minutes.</translation>
    </message>
    <message>
        <source>This computer&apos;s data file is damaged.</source>
        <translation>Le fichier de données de cet ordinateur est abîmé.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: check-ins cannot be saved.</source>
        <translation>Le dossier de données de cet ordinateur ne peut pas être écrit : les pointages ne peuvent pas être gardés.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}</source>
        <translation>Le dossier de données de cet ordinateur ne peut pas être écrit : {folder}</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>Le dossier de données de cet ordinateur ne peut pas être écrit : {folder}.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was made by another version of turnout and cannot be read.</source>
        <translation>Les données de cet ordinateur viennent d’une autre version de turnout et sont illisibles.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was written by a newer version of turnout.</source>
        <translation>Les données de cet ordinateur ont été écrites par une version plus récente de turnout.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or failing: check-ins cannot be saved.</source>
        <translation>Le disque de cet ordinateur est plein ou défaillant : les pointages ne peuvent pas être gardés.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store cannot be used: it refused.</source>
        <translation>Le trousseau de cet ordinateur est inutilisable : il a refusé.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store does not answer: it may be waiting for its password.</source>
        <translation>Le trousseau de cet ordinateur ne répond pas : il attend peut-être son mot de passe.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store is locked.</source>
        <translation>Le trousseau de cet ordinateur est verrouillé.</translation>
    </message>
    <message>
        <source>This computer’s clock looks wrong: {off}. Check date and time.</source>
        <translation>L’horloge de cet ordinateur semble fausse : {off}. Vérifiez la date et l’heure.</translation>
    </message>
    <message>
        <source>This course is full in Wix.</source>
        <translation>Ce cours est complet dans Wix.</translation>
    </message>
    <message>
        <source>This day is not on this computer, or not whole.</source>
        <translation>Ce jour n’est pas sur cet ordinateur, ou pas en entier.</translation>
    </message>
    <message>
        <source>This day is over: it can only be looked at.</source>
        <translation>Cette journée est finie : on ne peut que la regarder.</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Cet accueil</translation>
    </message>
    <message>
        <source>This is a site ID, not a key. The key is longer, and comes from {address}.</source>
        <translation>C’est un ID de site, pas une clé. La clé est plus longue et vient de {address}.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Correct it, or leave it out.</source>
        <translation>Ce n’est pas une adresse e-mail. Corrigez-la, ou laissez vide.</translation>
    </message>
    <message>
        <source>This is the demo site. See here what the desk does when the real one fails.</source>
        <translation>C’est le site de démo. Voyez ici ce que fait l’accueil quand le vrai tombe en panne.</translation>
    </message>
    <message>
        <source>This is what Wix says just now. Go back if it is another site.</source>
        <translation>Voici ce que dit Wix à l’instant. Revenez en arrière si c’est un autre site.</translation>
    </message>
    <message>
        <source>This key may do nothing on this site. Check the site ID. If it is right, give the key access to this site at {keys}, and tick what is named below.</source>
        <translation>Cette clé ne peut rien faire sur ce site. Vérifiez l’ID du site. S’il est juste, donnez à la clé l’accès à ce site sur {keys} et cochez ce qui est indiqué ci-dessous.</translation>
    </message>
    <message>
        <source>This makes {n} of {capacity} (over capacity).</source>
        <translation>Cela fait {n} sur {capacity} (au-delà de la capacité).</translation>
    </message>
    <message>
        <source>This network does not know Wix by name. Check the cable or the Wi-Fi.</source>
        <translation>Ce réseau ne connaît pas Wix par son nom. Vérifiez le câble ou le Wi-Fi.</translation>
    </message>
    <message>
        <source>This row is not in conflict; count with check-in instead.</source>
        <translation>Cette ligne n’est pas en conflit ; pointez normalement.</translation>
    </message>
    <message>
        <source>This screen</source>
        <translation>Cet écran</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Cette séance</translation>
    </message>
    <message>
        <source>This session is full in Wix.</source>
        <translation>Cette séance est complète dans Wix.</translation>
    </message>
    <message>
        <source>This session is not loaded on this computer; run turnout sync.</source>
        <translation>Cette séance n’est pas chargée sur cet ordinateur ; lancez turnout sync.</translation>
    </message>
    <message>
        <source>This site does not let check-ins be deleted.</source>
        <translation>Ce site ne permet pas de supprimer des pointages.</translation>
    </message>
    <message>
        <source>This site stays known here. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>Ce site reste connu ici. Rien n’est oublié : ce qui n’est pas envoyé d’ici là partira quand il sera rouvert.</translation>
    </message>
    <message>
        <source>This takes {steps} off here, and it never reaches Wix.</source>
        <translation>Cela retire {steps} ici et n’arrivera jamais dans Wix.</translation>
    </message>
    <message>
        <source>This user may not write there: choose another place.</source>
        <translation>Cet utilisateur ne peut pas y écrire : choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>This was typed by hand: {pause} between two keys. Where it was the scanner, set it to send without pauses and to end with Enter.</source>
        <translation>Cela a été tapé à la main : {pause} entre deux touches. Si c’était le scanner, réglez-le pour envoyer sans pause et finir par Entrée.</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Tout cocher</translation>
    </message>
    <message>
        <source>Tick at least one location.</source>
        <translation>Cochez au moins un lieu.</translation>
    </message>
    <message>
        <source>Tick at least one service.</source>
        <translation>Cochez au moins un service.</translation>
    </message>
    <message>
        <source>Tick in Wix: {permission}</source>
        <translation>À cocher dans Wix : {permission}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Time zone: {zone}</source>
        <translation>Fuseau horaire : {zone}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>To enter it, start turnout --set-up.</source>
        <translation>Pour l’entrer, lancez turnout --set-up.</translation>
    </message>
    <message>
        <source>To let an app ask there instead comes in a later version.</source>
        <translation>Y laisser une app demander à la place arrivera dans une prochaine version.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as turnout --set-up.</source>
        <translation>Pour les afficher, fermez turnout et lancez-le avec turnout --set-up.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as “{command}”.</source>
        <translation>Pour les afficher, fermez turnout et lancez-le avec « {command} ».</translation>
    </message>
    <message>
        <source>To put right</source>
        <translation>À régler</translation>
    </message>
    <message>
        <source>To {session}</source>
        <translation>À {session}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>Today is not loaded yet; the last update was {when}.</source>
        <translation>Aujourd’hui n’est pas encore chargé ; dernière mise à jour le {when}.</translation>
    </message>
    <message>
        <source>Today is not loaded; the last update was {when}.</source>
        <translation>Aujourd’hui n’est pas chargé ; dernière mise à jour le {when}.</translation>
    </message>
    <message>
        <source>Today&apos;s sessions are all of locations or services that this desk leaves out.</source>
        <translation>Toutes les séances du jour sont de lieux ou de services que cet accueil écarte.</translation>
    </message>
    <message>
        <source>Today: back to it</source>
        <translation>Aujourd’hui : y revenir</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings}</source>
        <translation>Aujourd’hui : {sessions}, {bookings}</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings} in the first {most}</source>
        <translation>Aujourd’hui : {sessions}, {bookings} dans les {most} premières</translation>
    </message>
    <message>
        <source>Today’s sessions</source>
        <translation>Séances du jour</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Total of {here} of {days} days</source>
        <translation>Total de {here} jours sur {days}</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>Toucher</translation>
    </message>
    <message numerus="yes">
        <source>Try again in 1 second</source>
        <comment>Try again in %n seconds</comment>
        <translation>
            <numerusform>Réessayez dans 1 seconde</numerusform>
            <numerusform>Réessayez dans %n secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Réessayez dans une minute.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Réessayez.</translation>
    </message>
    <message>
        <source>Try the demo site</source>
        <translation>Essayer le site de démo</translation>
    </message>
    <message>
        <source>Twice the same: look here</source>
        <translation>Deux fois le même : regardez ici</translation>
    </message>
    <message>
        <source>Type another one to change it. Nobody can read the old one.</source>
        <translation>Tapez-en un autre pour le changer. Personne ne peut lire l’ancien.</translation>
    </message>
    <message>
        <source>Type six digits.</source>
        <translation>Tapez six chiffres.</translation>
    </message>
    <message>
        <source>Type the diagonal as a number between {least} and {most} inches, or leave it empty.</source>
        <translation>Tapez la diagonale, un nombre entre {least} et {most} pouces, ou laissez vide.</translation>
    </message>
    <message>
        <source>Type the proxy as its name and port: {example}</source>
        <translation>Tapez le proxy, son nom et son port : {example}</translation>
    </message>
    <message>
        <source>Type the staff PIN. Check-ins are still being sent.</source>
        <translation>Saisissez le code PIN de l’équipe. Les pointages continuent d’être envoyés.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Undo the last check-in change</source>
        <translation>Annuler le dernier changement</translation>
    </message>
    <message>
        <source>Undo: {name}, {change}</source>
        <translation>Annuler : {name}, {change}</translation>
    </message>
    <message>
        <source>Unknown booking</source>
        <translation>Réservation inconnue</translation>
    </message>
    <message>
        <source>Unlock it, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>Déverrouillez-le, ou lancez turnout avec TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Déverrouillez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>Débrancher</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Tout décocher</translation>
    </message>
    <message>
        <source>Untick what is checked in elsewhere. These are the places and services of the days ahead in the site’s calendar; whatever comes new there is listed too.</source>
        <translation>Décochez ce qui se pointe ailleurs. Ce sont les lieux et les services des prochains jours dans le calendrier du site ; ce qui s’ajoute sera affiché aussi.</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>À jour</translation>
    </message>
    <message>
        <source>Update now</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>Use an API key instead</source>
        <translation>Utiliser plutôt une clé API</translation>
    </message>
    <message>
        <source>Use an app instead</source>
        <translation>Utiliser plutôt une app</translation>
    </message>
    <message>
        <source>Use {value} (Wix)</source>
        <translation>Prendre {value} (Wix)</translation>
    </message>
    <message>
        <source>Visitors check themselves in.</source>
        <translation>Les visiteurs se pointent eux-mêmes.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Wait a minute. If it comes back, close other programs that use this site&apos;s key.</source>
        <translation>Attendez une minute. Si cela revient, fermez les autres programmes qui utilisent la clé de ce site.</translation>
    </message>
    <message>
        <source>Wait, and look at status.wix.com.</source>
        <translation>Attendez, et consultez status.wix.com.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-in.</source>
        <translation>En attente d’une décision : {n}.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-ins.</source>
        <translation>En attente d’une décision : {n}.</translation>
    </message>
    <message>
        <source>Waiting for the next minute&apos;s requests.</source>
        <translation>En attente des requêtes de la minute suivante.</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>À envoyer</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Sans réservation</translation>
    </message>
    <message>
        <source>Walk-in · not in Wix</source>
        <translation>Sans réservation · pas dans Wix</translation>
    </message>
    <message>
        <source>Walk-ins not in Wix</source>
        <translation>Sans réservation, pas dans Wix</translation>
    </message>
    <message>
        <source>Weekday and hour</source>
        <translation>Jour et heure</translation>
    </message>
    <message>
        <source>What answers in place of {host} does not speak TLS.</source>
        <translation>Ce qui répond à la place de {host} ne parle pas TLS.</translation>
    </message>
    <message>
        <source>What answers is not Wix. Check the address and the proxy in Network settings: {command}.</source>
        <translation>Ce qui répond n’est pas Wix. Vérifiez l’adresse et le proxy dans Réglages réseau : {command}.</translation>
    </message>
    <message>
        <source>What does this desk list?</source>
        <translation>Que montre cet accueil ?</translation>
    </message>
    <message>
        <source>What each line stands for</source>
        <translation>Ce que représente chaque ligne</translation>
    </message>
    <message>
        <source>What the blue button says</source>
        <translation>Ce que dit le bouton bleu</translation>
    </message>
    <message>
        <source>What was decided cannot be undone.</source>
        <translation>Ce qui a été décidé ne peut pas être annulé.</translation>
    </message>
    <message>
        <source>Whatever is heard is also on the screen.</source>
        <translation>Tout ce qu’on entend est aussi à l’écran.</translation>
    </message>
    <message>
        <source>Where it was changed</source>
        <translation>Où c’était modifié</translation>
    </message>
    <message>
        <source>Which report</source>
        <translation>Quel rapport</translation>
    </message>
    <message>
        <source>Who booked</source>
        <translation>Qui a réservé</translation>
    </message>
    <message>
        <source>Who is checked in</source>
        <translation>Qui est pointé</translation>
    </message>
    <message>
        <source>Whoever comes later is checked in as always. One undo takes it all back.</source>
        <translation>Qui arrive plus tard est pointé comme toujours. Une seule annulation revient sur tout.</translation>
    </message>
    <message>
        <source>With a PIN the window can be locked, by Ctrl+L or in the menu, while nobody stands at it. Only a hash of it is kept on this computer.</source>
        <translation>Avec un code, la fenêtre peut être verrouillée, par Ctrl+L ou dans le menu, quand personne n’est devant. Seule une empreinte en est gardée sur cet ordinateur.</translation>
    </message>
    <message>
        <source>With an e-mail address Wix gets a booking; without one it is counted here alone.</source>
        <translation>Avec une adresse e-mail, Wix reçoit une réservation ; sans, on ne compte qu’ici.</translation>
    </message>
    <message>
        <source>With everyone who is booked this makes {n} of {capacity}.</source>
        <translation>Avec tous ceux qui ont réservé, cela fait {n} sur {capacity}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} session.</source>
        <translation>Séances sans liste pour l’instant : {n}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} sessions.</source>
        <translation>Séances sans liste pour l’instant : {n}.</translation>
    </message>
    <message>
        <source>Without an e-mail address Wix takes no booking.</source>
        <translation>Sans adresse e-mail, Wix n’accepte pas de réservation.</translation>
    </message>
    <message>
        <source>Wix</source>
        <translation>Wix</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site</source>
        <translation>Wix Bookings n’est pas sur ce site</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site (428).</source>
        <translation>Wix Bookings n’est pas sur ce site (428).</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site.</source>
        <translation>Wix Bookings n’est pas sur ce site.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Add it from the site’s App Market. Check-in goes on; nothing is sent.</source>
        <translation>Wix Bookings n’est pas sur ce site. Ajoutez-le depuis l’App Market du site. Le pointage continue ; rien n’est envoyé.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Check the site ID, or add Wix Bookings in the site’s dashboard; then test again.</source>
        <translation>Wix Bookings n’est pas sur ce site. Vérifiez l’ID du site, ou ajoutez Wix Bookings dans le tableau de bord ; puis testez à nouveau.</translation>
    </message>
    <message>
        <source>Wix accepts the app on this site.</source>
        <translation>Wix accepte l’app sur ce site.</translation>
    </message>
    <message>
        <source>Wix accepts the key and the site ID.</source>
        <translation>Wix accepte la clé et l’ID du site.</translation>
    </message>
    <message>
        <source>Wix asks to wait a minute</source>
        <translation>Wix demande d’attendre une minute</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment.</source>
        <translation>Wix demande d’attendre un instant.</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment. Test again in a minute.</source>
        <translation>Wix demande d’attendre un instant. Testez à nouveau dans une minute.</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site (429).</source>
        <translation>Wix demande d’attendre : trop de requêtes pour ce site (429).</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site. It goes on by itself within a minute or so; check-ins are saved on this computer meanwhile.</source>
        <translation>Wix demande d’attendre : trop de requêtes pour ce site. Cela repart tout seul d’ici une minute environ ; les pointages sont gardés sur cet ordinateur en attendant.</translation>
    </message>
    <message>
        <source>Wix could not tell which session this belongs to.</source>
        <translation>Wix n’a pas su dire à quelle séance cela appartient.</translation>
    </message>
    <message>
        <source>Wix did not accept a question of turnout. Test again in a few minutes.</source>
        <translation>Wix n’a pas accepté une question de turnout. Testez à nouveau dans quelques minutes.</translation>
    </message>
    <message>
        <source>Wix did not accept this.</source>
        <translation>Wix ne l’a pas accepté.</translation>
    </message>
    <message>
        <source>Wix did not answer in time.</source>
        <translation>Wix n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>Wix did not answer in time; it is asked again.</source>
        <translation>Wix n’a pas répondu à temps ; il est interrogé à nouveau.</translation>
    </message>
    <message>
        <source>Wix did not refuse this one; there is nothing to decide.</source>
        <translation>Wix ne l’a pas refusé ; il n’y a rien à décider.</translation>
    </message>
    <message>
        <source>Wix did not say what became of this.</source>
        <translation>Wix n’a pas dit ce que c’est devenu.</translation>
    </message>
    <message>
        <source>Wix did not take the question; its number is {number}.</source>
        <translation>Wix n’a pas accepté la question ; son numéro est {number}.</translation>
    </message>
    <message>
        <source>Wix does not accept the app ID, the secret or the instance ID.</source>
        <translation>Wix n’accepte pas l’ID de l’app, le secret ou l’ID d’instance.</translation>
    </message>
    <message>
        <source>Wix does not accept the app on this site. Is it still installed there?</source>
        <translation>Wix n’accepte pas l’app sur ce site. Y est-elle encore installée ?</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site (401).</source>
        <translation>Wix n’accepte pas la clé de ce site (401).</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site.</source>
        <translation>Wix n’accepte pas la clé de ce site.</translation>
    </message>
    <message>
        <source>Wix does not have this check-in any more.</source>
        <translation>Wix n’a plus ce pointage.</translation>
    </message>
    <message>
        <source>Wix does not know this booking or session.</source>
        <translation>Wix ne connaît pas cette réservation ou cette séance.</translation>
    </message>
    <message>
        <source>Wix does not know this booking.</source>
        <translation>Wix ne connaît pas cette réservation.</translation>
    </message>
    <message>
        <source>Wix does not know this key. Copy all of it once more from {keys}; a key that was deleted there needs a new one.</source>
        <translation>Wix ne connaît pas cette clé. Copiez-la encore une fois en entier depuis {keys} ; si elle y a été supprimée, il en faut une nouvelle.</translation>
    </message>
    <message>
        <source>Wix does not know this session.</source>
        <translation>Wix ne connaît pas cette séance.</translation>
    </message>
    <message>
        <source>Wix has a booking with this e-mail that was counted by itself. Take one of them back.</source>
        <translation>Wix a une réservation avec cet e-mail, comptée à part. Retirez l’une des deux.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own.</source>
        <translation>Wix a un problème de son côté.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own. Look at {page}.</source>
        <translation>Wix a un problème de son côté. Consultez {page}.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking. Delete one there, then update.</source>
        <translation>Wix a deux fiches pour cette réservation. Supprimez-en une là-bas, puis actualisez.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking: delete one there first.</source>
        <translation>Wix a deux fiches pour cette réservation : supprimez-en d’abord une là-bas.</translation>
    </message>
    <message>
        <source>Wix takes no more bookings for this session.</source>
        <translation>Wix n’accepte plus de réservations pour cette séance.</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Fonctionne</translation>
    </message>
    <message>
        <source>Write both days like {day}.</source>
        <translation>Écrire les deux jours comme {day}.</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Écriture du fichier…</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>Oui, continuer</translation>
    </message>
    <message>
        <source>a pause</source>
        <translation>une pause</translation>
    </message>
    <message>
        <source>absent, missing, late, reminder, close out</source>
        <translation>absent, manquant, retard, rappel, clôture</translation>
    </message>
    <message>
        <source>also counted on another device: {more}</source>
        <translation>compté aussi sur un autre appareil : {more}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more</source>
        <comment>and %n more</comment>
        <translation>
            <numerusform>et %n de plus</numerusform>
            <numerusform>et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>animation, moving, scrolling, gliding</source>
        <translation>animation, mouvement, défilement</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>à {time}</translation>
    </message>
    <message>
        <source>back to booked</source>
        <translation>revenu à réservé</translation>
    </message>
    <message>
        <source>barcode, QR, reader, code</source>
        <translation>code-barres, QR, lecteur, code</translation>
    </message>
    <message>
        <source>barcode, QR, reader, length</source>
        <translation>code-barres, QR, lecteur, longueur</translation>
    </message>
    <message numerus="yes">
        <source>booked for 1</source>
        <comment>booked for %n</comment>
        <translation>
            <numerusform>réservé pour %n</numerusform>
            <numerusform>réservé pour %n</numerusform>
        </translation>
    </message>
    <message>
        <source>booking {code}</source>
        <translation>réservation {code}</translation>
    </message>
    <message>
        <source>cancelled in Wix</source>
        <translation>annulé dans Wix</translation>
    </message>
    <message>
        <source>capacity {capacity}</source>
        <translation>capacité {capacity}</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>vérification</translation>
    </message>
    <message>
        <source>contrast, colours, colors, night, day, bright, brightness, appearance</source>
        <translation>contraste, couleurs, nuit, jour, clair, luminosité, apparence</translation>
    </message>
    <message>
        <source>country, format, calendar, clock, numbers, locale, 24 hour, 12 hour, week</source>
        <translation>pays, format, calendrier, horloge, nombres, paramètres régionaux, 24 heures, 12 heures, semaine</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>décidé</translation>
    </message>
    <message>
        <source>first visit</source>
        <translation>première visite</translation>
    </message>
    <message>
        <source>full, overbooked, limit, places, spaces, maximum</source>
        <translation>complet, surréservation, limite, places, maximum</translation>
    </message>
    <message>
        <source>history, delete, retention, GDPR, personal data</source>
        <translation>historique, supprimer, conservation, RGPD, données personnelles</translation>
    </message>
    <message>
        <source>in Wix: {server}, here: {mine}</source>
        <translation>dans Wix : {server}, ici : {mine}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message>
        <source>last update {time}</source>
        <translation>mis à jour à {time}</translation>
    </message>
    <message>
        <source>mute, loud, louder, quieter, audio, speaker</source>
        <translation>muet, fort, plus fort, moins fort, audio, haut-parleur</translation>
    </message>
    <message>
        <source>mute, silent, night, do not disturb</source>
        <translation>muet, silencieux, nuit, ne pas déranger</translation>
    </message>
    <message>
        <source>mute, silent, silence, beep, noise, audio, speaker</source>
        <translation>muet, silence, silencieux, bip, bruit, audio, haut-parleur</translation>
    </message>
    <message>
        <source>night, evening, schedule</source>
        <translation>nuit, soir, horaire</translation>
    </message>
    <message>
        <source>night, morning, schedule</source>
        <translation>nuit, matin, horaire</translation>
    </message>
    <message>
        <source>no update yet</source>
        <translation>pas encore mis à jour</translation>
    </message>
    <message>
        <source>no-show</source>
        <translation>absence</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>not in Wix</source>
        <translation>pas dans Wix</translation>
    </message>
    <message>
        <source>of {booked} in</source>
        <translation>sur {booked} présents</translation>
    </message>
    <message>
        <source>off</source>
        <translation>non</translation>
    </message>
    <message>
        <source>on</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>opens {day}</source>
        <translation>ouvre {day}</translation>
    </message>
    <message>
        <source>password, PIN, code, secure, screen lock</source>
        <translation>mot de passe, PIN, code, sécurité, verrouillage d’écran</translation>
    </message>
    <message>
        <source>problem, error, trouble, log, support, help</source>
        <translation>problème, erreur, panne, journal, assistance, aide</translation>
    </message>
    <message>
        <source>proxy, network, internet, wifi, API key, account, sign in, log in, log out, Wix</source>
        <translation>proxy, réseau, internet, clé API, compte, connexion, se connecter, Wix, wifi, déconnexion, se déconnecter</translation>
    </message>
    <message>
        <source>saved here, not sent yet</source>
        <translation>gardé ici, pas encore envoyé</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>envoyé</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>retiré</translation>
    </message>
    <message>
        <source>translation, locale</source>
        <translation>traduction, paramètres régionaux</translation>
    </message>
    <message numerus="yes">
        <source>tried once</source>
        <comment>tried %n times</comment>
        <translation>
            <numerusform>%n essai</numerusform>
            <numerusform>%n essais</numerusform>
        </translation>
    </message>
    <message>
        <source>turnout {number}</source>
        <translation>turnout {number}</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>annulation</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>vérifié</translation>
    </message>
    <message>
        <source>version, licence, license, update, help</source>
        <translation>version, licence, mise à jour, aide</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>waiting for approval in Wix</source>
        <translation>en attente d’approbation dans Wix</translation>
    </message>
    <message>
        <source>zoom, font, larger, bigger, smaller, letters, scale, readable</source>
        <translation>zoom, police, caractères, plus grand, grand, plus petit, lettres, échelle, lisible</translation>
    </message>
    <message>
        <source>{attended} of {booked} in</source>
        <translation>Présents : {attended} sur {booked}</translation>
    </message>
    <message>
        <source>{before} to {after}</source>
        <translation>de {before} à {after}</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, just now.</source>
        <translation>{booked} réservés dans {n} séance, à l’instant.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {hours} h ago.</source>
        <translation>{booked} réservés dans {n} séance, il y a {hours} h.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {minutes} min ago.</source>
        <translation>{booked} réservés dans {n} séance, il y a {minutes} min.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, just now.</source>
        <translation>{booked} réservés dans {n} séances, à l’instant.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {hours} h ago.</source>
        <translation>{booked} réservés dans {n} séances, il y a {hours} h.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {minutes} min ago.</source>
        <translation>{booked} réservés dans {n} séances, il y a {minutes} min.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} session today, as of {pulled}.</source>
        <translation>{booked} réservés dans {n} séance aujourd’hui, à {pulled}.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} sessions today, as of {pulled}.</source>
        <translation>{booked} réservés dans {n} séances aujourd’hui, à {pulled}.</translation>
    </message>
    <message>
        <source>{booked} for {sessions}, {ago}.</source>
        <translation>{booked} pour {sessions}, {ago}.</translation>
    </message>
    <message>
        <source>{change} changed elsewhere</source>
        <translation>{change} modifié ailleurs</translation>
    </message>
    <message>
        <source>{doing}, {name}</source>
        <translation>{doing}, {name}</translation>
    </message>
    <message>
        <source>{doing}: {what}</source>
        <translation>{doing} : {what}</translation>
    </message>
    <message>
        <source>{done} of {total} sessions</source>
        <translation>{done} séances sur {total}</translation>
    </message>
    <message>
        <source>{gigabytes} GB are free.</source>
        <translation>{gigabytes} Go sont libres.</translation>
    </message>
    <message>
        <source>{here} in</source>
        <translation>{here} présents</translation>
    </message>
    <message>
        <source>{here} of {days} days are on this computer.</source>
        <translation>{here} jours sur {days} sont sur cet ordinateur.</translation>
    </message>
    <message>
        <source>{here} of {party} in</source>
        <translation>{here} sur {party} présents</translation>
    </message>
    <message>
        <source>{hits} of {targets}</source>
        <translation>{hits} sur {targets}</translation>
    </message>
    <message>
        <source>{hits} of {targets} targets were hit. Where the screen does not feel a finger, calibrate it in the system’s settings, then test again.</source>
        <translation>{hits} cibles sur {targets} ont été touchées. Là où l’écran ne sent pas le doigt, calibrez-le dans les réglages du système, puis testez à nouveau.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}, with the authorities of {file}.</source>
        <translation>{host} répond, par le proxy {proxy}, avec les autorités de {file}.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}.</source>
        <translation>{host} répond, par le proxy {proxy}.</translation>
    </message>
    <message>
        <source>{host} answers, with the authorities of {file}.</source>
        <translation>{host} répond, avec les autorités de {file}.</translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation>{host} répond.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>{listed} of the site’s {all} sessions today are listed on this computer.</source>
        <translation>{listed} des {all} séances du site aujourd’hui sont affichées sur cet ordinateur.</translation>
    </message>
    <message>
        <source>{more} extra</source>
        <translation>{more} en plus</translation>
    </message>
    <message>
        <source>{name} ({apart})</source>
        <translation>{name} ({apart})</translation>
    </message>
    <message>
        <source>{name} is booked more than once today. Enter checks in here</source>
        <translation>{name} a plusieurs réservations aujourd’hui. Entrée pointe ici</translation>
    </message>
    <message>
        <source>{name} needs attention: Enter shows what to decide</source>
        <translation>{name} est à vérifier : Entrée montre quoi décider</translation>
    </message>
    <message>
        <source>{name} {what}</source>
        <translation>{name} {what}</translation>
    </message>
    <message>
        <source>{name}: all {party} are already in</source>
        <translation>{name} : les {party} sont déjà là</translation>
    </message>
    <message>
        <source>{name}: already checked in</source>
        <translation>{name} : arrivée déjà pointée</translation>
    </message>
    <message>
        <source>{name}: back to {status}</source>
        <translation>{name} : revenu à « {status} »</translation>
    </message>
    <message>
        <source>{name}: booked for {party}. Press + or Enter</source>
        <translation>{name} : réservé pour {party}. Appuyez sur + ou Entrée</translation>
    </message>
    <message>
        <source>{name}: checked in</source>
        <translation>{name} : arrivée pointée</translation>
    </message>
    <message>
        <source>{name}: code {code} copied</source>
        <translation>{name} : code {code} copié</translation>
    </message>
    <message>
        <source>{name}: decided</source>
        <translation>{name} : décidé</translation>
    </message>
    <message>
        <source>{name}: discarded</source>
        <translation>{name} : abandonné</translation>
    </message>
    <message>
        <source>{name}: kept on this computer</source>
        <translation>{name} : gardé sur cet ordinateur</translation>
    </message>
    <message>
        <source>{name}: no-show</source>
        <translation>{name} : absence</translation>
    </message>
    <message>
        <source>{name}: note removed</source>
        <translation>{name} : note supprimée</translation>
    </message>
    <message>
        <source>{name}: note saved</source>
        <translation>{name} : note enregistrée</translation>
    </message>
    <message>
        <source>{name}: walk-in taken back</source>
        <translation>{name} : sans réservation, retiré</translation>
    </message>
    <message>
        <source>{name}: will be sent again</source>
        <translation>{name} : sera renvoyé</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in</source>
        <translation>{name} : {here} sur {party} présents</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in. Press + or Enter</source>
        <translation>{name} : {here} sur {party} présents. Appuyez sur + ou Entrée</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name} : {state}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>{n} of {all} session is not loaded yet.</source>
        <translation>{n} sur {all} séances pas encore chargées.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions are not loaded yet.</source>
        <translation>{n} sur {all} séances pas encore chargées.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions is not loaded yet.</source>
        <translation>{n} sur {all} séances pas encore chargées.</translation>
    </message>
    <message>
        <source>{party} booked + {extra} extra</source>
        <translation>{party} réservés + {extra} en plus</translation>
    </message>
    <message>
        <source>{people} more</source>
        <translation>Encore {people}</translation>
    </message>
    <message>
        <source>{person} is booked in this session already.</source>
        <translation>{person} a déjà une réservation pour cette séance.</translation>
    </message>
    <message>
        <source>{person} is booked in this session and is in already.</source>
        <translation>{person} a une réservation pour cette séance et est déjà là.</translation>
    </message>
    <message>
        <source>{reason} Check-in goes on; nothing is sent until that is put right.</source>
        <translation>{reason} Le pointage continue ; rien n’est envoyé tant que ce n’est pas réglé.</translation>
    </message>
    <message>
        <source>{setting} cannot be that. It is as it was.</source>
        <translation>{setting} : cette valeur n’est pas possible. Rien n’a changé.</translation>
    </message>
    <message>
        <source>{setting}: less</source>
        <translation>{setting} : moins</translation>
    </message>
    <message>
        <source>{setting}: more</source>
        <translation>{setting} : plus</translation>
    </message>
    <message>
        <source>{setting}: {value}</source>
        <translation>{setting} : {value}</translation>
    </message>
    <message>
        <source>{span} ms</source>
        <translation>{span} ms</translation>
    </message>
    <message>
        <source>{title} has ended. Enter checks {name} in all the same</source>
        <translation>{title} est terminé. Entrée pointe {name} quand même</translation>
    </message>
    <message>
        <source>{title} has room for {left} more ({attended} of {capacity}).</source>
        <translation>{title} : encore {left} place(s) ({attended} sur {capacity}).</translation>
    </message>
    <message>
        <source>{title} is full ({attended} of {capacity}).</source>
        <translation>{title} est au complet ({attended} sur {capacity}).</translation>
    </message>
    <message>
        <source>{title} was cancelled. Nobody can be checked in.</source>
        <translation>{title} a été annulé. Personne ne peut être pointé.</translation>
    </message>
    <message>
        <source>{title} was cancelled; nobody can be checked in.</source>
        <translation>{title} a été annulé ; personne ne peut être pointé.</translation>
    </message>
    <message>
        <source>{what} Check this computer’s network, then test again.</source>
        <translation>{what} Vérifiez le réseau de cet ordinateur, puis testez à nouveau.</translation>
    </message>
    <message>
        <source>{what} Copy all three once more, and test again.</source>
        <translation>{what} Recopiez les trois encore une fois, puis testez à nouveau.</translation>
    </message>
    <message>
        <source>{what} Test again in a few minutes.</source>
        <translation>{what} Testez à nouveau dans quelques minutes.</translation>
    </message>
    <message>
        <source>{words}, chosen</source>
        <translation>{words}, choisi</translation>
    </message>
    <message>
        <source>{words}: {group}</source>
        <translation>{words} : {group}</translation>
    </message>
</context>
</TS>
