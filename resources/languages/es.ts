<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>+ Walk-in</source>
        <translation>+ Sin reserva</translation>
    </message>
    <message>
        <source>+ Walk-in “{name}”</source>
        <translation>+ Sin reserva «{name}»</translation>
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
            <numerusform>%n reserva</numerusform>
            <numerusform>%n reservas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 booking</source>
        <comment>%n bookings</comment>
        <translation>
            <numerusform>%n reserva</numerusform>
            <numerusform>%n reservas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 character</source>
        <comment>%n characters</comment>
        <translation>
            <numerusform>%n carácter</numerusform>
            <numerusform>%n caracteres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in is only on this computer, or was not read back from Wix yet. Send it first, or take it along in a file.</source>
        <comment>%n check-ins are only on this computer, or were not read back from Wix yet. Send them first, or take them along in a file.</comment>
        <translation>
            <numerusform>%n registro está solo en este ordenador o aún no se ha vuelto a leer de Wix. Envíalo primero o llévatelo en un archivo.</numerusform>
            <numerusform>%n registros están solo en este ordenador o aún no se han vuelto a leer de Wix. Envíalos primero o llévatelos en un archivo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in was handed over in a file: it is not counted or sent here any more. Import the file on another computer, which then sends it.</source>
        <comment>%n check-ins were handed over in a file: they are not counted or sent here any more. Import the file on another computer, which then sends them.</comment>
        <translation>
            <numerusform>1 registro se entregó en un archivo: aquí ya no se cuenta ni se envía. Importa el archivo en otro ordenador, que lo enviará.</numerusform>
            <numerusform>%n registros se entregaron en un archivo: aquí ya no se cuentan ni se envían. Importa el archivo en otro ordenador, que los enviará.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 client without a no-show</source>
        <comment>%n clients without a no-show</comment>
        <translation>
            <numerusform>%n cliente sin ausencias</numerusform>
            <numerusform>%n clientes sin ausencias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day</source>
        <comment>%n days</comment>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day before</source>
        <comment>%n days before</comment>
        <translation>
            <numerusform>%n día antes</numerusform>
            <numerusform>%n días antes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit typed</source>
        <comment>%n digits typed</comment>
        <translation>
            <numerusform>1 cifra escrita</numerusform>
            <numerusform>%n cifras escritas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit. Optional at a reception; a kiosk asks for it before it can be left.</source>
        <comment>%n digits. Optional at a reception; a kiosk asks for it before it can be left.</comment>
        <translation>
            <numerusform>%n cifra. Opcional en una recepción; un quiosco lo pide antes de poder salir.</numerusform>
            <numerusform>%n cifras. Opcional en una recepción; un quiosco lo pide antes de poder salir.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 finished session</source>
        <comment>%n finished sessions</comment>
        <translation>
            <numerusform>%n sesión terminada</numerusform>
            <numerusform>%n sesiones terminadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 h ago</source>
        <comment>%n h ago</comment>
        <translation>
            <numerusform>hace %n h</numerusform>
            <numerusform>hace %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 key is no scan; a code has at least 4.</source>
        <comment>%n keys are no scan; a code has at least 4.</comment>
        <translation>
            <numerusform>%n tecla no es un escaneo; un código tiene al menos 4.</numerusform>
            <numerusform>%n teclas no son un escaneo; un código tiene al menos 4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 min ago</source>
        <comment>%n min ago</comment>
        <translation>
            <numerusform>hace %n min</numerusform>
            <numerusform>hace %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute</source>
        <comment>%n minutes</comment>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute fast</source>
        <comment>%n minutes fast</comment>
        <translation>
            <numerusform>adelantado %n minuto</numerusform>
            <numerusform>adelantado %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute slow</source>
        <comment>%n minutes slow</comment>
        <translation>
            <numerusform>atrasado %n minuto</numerusform>
            <numerusform>atrasado %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more</source>
        <comment>%n more</comment>
        <translation>
            <numerusform>%n más</numerusform>
            <numerusform>%n más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 needs attention</source>
        <comment>%n need attention</comment>
        <translation>
            <numerusform>%n requiere atención</numerusform>
            <numerusform>%n requieren atención</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of {sessions} is not loaded yet.</source>
        <comment>%n of {sessions} are not loaded yet.</comment>
        <translation>
            <numerusform>%n de {sessions} aún sin cargar.</numerusform>
            <numerusform>%n de {sessions} aún sin cargar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here</source>
        <comment>%n parties are partly here</comment>
        <translation>
            <numerusform>%n grupo está en parte</numerusform>
            <numerusform>%n grupos están en parte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here; it stays as it is.</source>
        <comment>%n parties are partly here; they stay as they are.</comment>
        <translation>
            <numerusform>%n grupo está en parte; queda como está.</numerusform>
            <numerusform>%n grupos están en parte; quedan como están.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person hasn’t arrived</source>
        <comment>%n people haven’t arrived</comment>
        <translation>
            <numerusform>%n persona no ha llegado</numerusform>
            <numerusform>%n personas no han llegado</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person named {name}</source>
        <comment>%n people named {name}</comment>
        <translation>
            <numerusform>%n persona llamada {name}</numerusform>
            <numerusform>%n personas llamadas {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: back to {status}</source>
        <comment>%n people: back to {status}</comment>
        <translation>
            <numerusform>%n persona: de vuelta a «{status}»</numerusform>
            <numerusform>%n personas: de vuelta a «{status}»</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: no-show</source>
        <comment>%n people: no-show</comment>
        <translation>
            <numerusform>%n persona: ausente</numerusform>
            <numerusform>%n personas: ausentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result</source>
        <comment>%n results</comment>
        <translation>
            <numerusform>1 resultado</numerusform>
            <numerusform>%n resultados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result, and more match</source>
        <comment>%n results, and more match</comment>
        <translation>
            <numerusform>1 resultado, y hay más</numerusform>
            <numerusform>%n resultados, y hay más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 saved on this computer</source>
        <comment>%n saved on this computer</comment>
        <translation>
            <numerusform>%n guardado en este ordenador</numerusform>
            <numerusform>%n guardados en este ordenador</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session</source>
        <comment>%n sessions</comment>
        <translation>
            <numerusform>%n sesión</numerusform>
            <numerusform>%n sesiones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session on this day is left out at this desk, by its location or service.</source>
        <comment>All %n sessions on this day are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>1 sesión de este día queda fuera en esta recepción, por su ubicación o servicio.</numerusform>
            <numerusform>Las %n sesiones de este día quedan fuera en esta recepción, por sus ubicaciones o servicios.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session today is left out at this desk, by its location or service.</source>
        <comment>All %n sessions today are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>1 sesión de hoy queda fuera en esta recepción, por su ubicación o servicio.</numerusform>
            <numerusform>Las %n sesiones de hoy quedan fuera en esta recepción, por sus ubicaciones o servicios.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 thing to put right. It stands first, with what to do.</source>
        <comment>%n things to put right. They stand first, with what to do.</comment>
        <translation>
            <numerusform>%n cosa por arreglar. Va primero, con lo que hay que hacer.</numerusform>
            <numerusform>%n cosas por arreglar. Van primero, con lo que hay que hacer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 waiting to send</source>
        <comment>%n waiting to send</comment>
        <translation>
            <numerusform>%n pendiente de envío</numerusform>
            <numerusform>%n pendientes de envío</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 walk-in · not in Wix</source>
        <comment>%n walk-ins · not in Wix</comment>
        <translation>
            <numerusform>%n sin reserva · no en Wix</numerusform>
            <numerusform>%n sin reserva · no en Wix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 was sent and is checked once more.</source>
        <comment>%n were sent and are checked once more.</comment>
        <translation>
            <numerusform>%n se envió y se comprueba otra vez.</numerusform>
            <numerusform>%n se enviaron y se comprueban otra vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long.</source>
        <translation>Un PIN tiene {wanted} cifras y nada más; este tiene {typed}.</translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long. Type it again, or leave it empty.</source>
        <translation>Un PIN tiene {wanted} cifras y nada más; este tiene {typed}. Escríbelo otra vez o déjalo vacío.</translation>
    </message>
    <message>
        <source>A decision between two numbers cannot be undone. Set the count instead.</source>
        <translation>No se puede deshacer una decisión entre dos números. Fija el número en su lugar.</translation>
    </message>
    <message>
        <source>A full session takes nobody more on this computer, and says so.</source>
        <translation>Una sesión completa no admite a nadie más en este ordenador, y lo dice.</translation>
    </message>
    <message>
        <source>A note has at most {most} characters.</source>
        <translation>Una nota tiene como máximo {most} caracteres.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of Wix. Open a browser and sign in to the network.</source>
        <translation>Una página de esta red responde en lugar de Wix. Abre un navegador e inicia sesión en la red.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of {host}.</source>
        <translation>Una página de esta red responde en lugar de {host}.</translation>
    </message>
    <message>
        <source>A proxy that asks for none can be typed into Network settings (turnout --set-up).</source>
        <translation>Un proxy que no los pida se puede escribir en Ajustes de red (turnout --set-up).</translation>
    </message>
    <message>
        <source>A proxy’s name and password cannot be kept here, where anybody may read them. Leave them out, or start turnout with {variable} set.</source>
        <translation>El nombre y la contraseña de un proxy no se pueden guardar aquí, donde cualquiera los lee. Quítalos o inicia turnout con {variable}.</translation>
    </message>
    <message>
        <source>A report spans {days} days at most.</source>
        <translation>Un informe abarca {days} días como máximo.</translation>
    </message>
    <message>
        <source>A session in which this computer counted somebody is always listed. This can be changed later with {command}.</source>
        <translation>Una sesión en la que este ordenador contó a alguien se muestra siempre. Se puede cambiar después con {command}.</translation>
    </message>
    <message>
        <source>A site without a name</source>
        <translation>Un sitio sin nombre</translation>
    </message>
    <message>
        <source>A window can be opened.</source>
        <translation>Se puede abrir una ventana.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Clave API</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Add 1 extra</source>
        <translation>Añadir 1 extra</translation>
    </message>
    <message>
        <source>Add and check in</source>
        <translation>Añadir y registrar</translation>
    </message>
    <message>
        <source>Add another site</source>
        <translation>Añadir otro sitio</translation>
    </message>
    <message>
        <source>Add another site…</source>
        <translation>Añadir otro sitio…</translation>
    </message>
    <message>
        <source>Add it from the site&apos;s App Market.</source>
        <translation>Añádelo desde el App Market del sitio.</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Añadir nota</translation>
    </message>
    <message>
        <source>Add to {session} instead</source>
        <translation>Añadir a {session} en su lugar</translation>
    </message>
    <message>
        <source>Add “{name}” to the app&apos;s permissions where it was made, and let the site&apos;s owner agree to it.</source>
        <translation>Añade «{name}» a los permisos de la app donde se hizo, y que lo acepte quien es propietario del sitio.</translation>
    </message>
    <message>
        <source>After a check-in by hand</source>
        <translation>Tras un registro a mano</translation>
    </message>
    <message>
        <source>After a scan</source>
        <translation>Tras un escaneo</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>All five targets were hit.</source>
        <translation>Se tocaron los cinco puntos.</translation>
    </message>
    <message>
        <source>All of this is optional, and can be changed later with {command}.</source>
        <translation>Todo esto es opcional y se puede cambiar después con {command}.</translation>
    </message>
    <message>
        <source>All sent · checking</source>
        <translation>Todo enviado · comprobando</translation>
    </message>
    <message>
        <source>All {party} of this booking are in. Use “Add 1 extra” for one more.</source>
        <translation>Los {party} de esta reserva ya están. Para uno más: «Añadir 1 extra».</translation>
    </message>
    <message>
        <source>Already marked as a no-show.</source>
        <translation>Ya está marcado como ausente.</translation>
    </message>
    <message>
        <source>An appointment takes no walk-ins: book another one in Wix.</source>
        <translation>Una cita no admite personas sin reserva: reserva otra en Wix.</translation>
    </message>
    <message>
        <source>Another address in place of Wix’s</source>
        <translation>Otra dirección en lugar de la de Wix</translation>
    </message>
    <message>
        <source>Another computer</source>
        <translation>Otro ordenador</translation>
    </message>
    <message>
        <source>Another key for this site: close turnout and start it as “{command}”. Another site: “Sites” in the sync panel. Nothing that waits to be sent is lost.</source>
        <translation>Otra clave para este sitio: cierra turnout e inícialo como «{command}». Otro sitio: «Sitios» en la sincronización. No se pierde nada de lo pendiente de envío.</translation>
    </message>
    <message>
        <source>Another process is sending</source>
        <translation>Otro proceso está enviando</translation>
    </message>
    <message>
        <source>Another process is sending.</source>
        <translation>Otro proceso está enviando.</translation>
    </message>
    <message>
        <source>Another process on this computer is sending. Check-in goes on as usual.</source>
        <translation>Otro proceso de este ordenador está enviando. El registro sigue como siempre.</translation>
    </message>
    <message>
        <source>Another program is holding this computer&apos;s data.</source>
        <translation>Otro programa tiene ocupados los datos de este ordenador.</translation>
    </message>
    <message>
        <source>App ID</source>
        <translation>ID de la app</translation>
    </message>
    <message>
        <source>App secret</source>
        <translation>Secreto de la app</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>Cita</translation>
    </message>
    <message>
        <source>Arrival time</source>
        <translation>Hora de llegada</translation>
    </message>
    <message>
        <source>As the site</source>
        <translation>Como el sitio</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>As this computer’s system tells it. Change it if it is not right.</source>
        <translation>Según el sistema de este ordenador. Cámbialo si no es correcto.</translation>
    </message>
    <message>
        <source>Ask about no-shows</source>
        <translation>Preguntar por los ausentes</translation>
    </message>
    <message>
        <source>Ask whoever runs this network to let turnout reach {host}.</source>
        <translation>Pide a quien lleva esta red que permita a turnout llegar a {host}.</translation>
    </message>
    <message>
        <source>Asking Wix…</source>
        <translation>Preguntando a Wix…</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Asistencia</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>Asistieron</translation>
    </message>
    <message>
        <source>A–Z</source>
        <translation>A–Z</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Back to booked</source>
        <translation>Volver a reservado</translation>
    </message>
    <message>
        <source>Back to normal</source>
        <translation>Volver a la normalidad</translation>
    </message>
    <message>
        <source>Between keys</source>
        <translation>Entre teclas</translation>
    </message>
    <message>
        <source>Block over capacity</source>
        <translation>Bloquear por encima del aforo</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Reservado</translation>
    </message>
    <message>
        <source>Booked for {party}, {here} in: {more} more can arrive.</source>
        <translation>Reservado para {party}, aquí {here}: pueden llegar {more} más.</translation>
    </message>
    <message>
        <source>Booked for {party}: at most {most} can be decided here.</source>
        <translation>Reservado para {party}: aquí se pueden fijar {most} como máximo.</translation>
    </message>
    <message>
        <source>Booked for {session} and not here:</source>
        <translation>Reservaron {session} y no están:</translation>
    </message>
    <message>
        <source>Booking time</source>
        <translation>Hora de reserva</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>Reservas</translation>
    </message>
    <message>
        <source>Both screens</source>
        <translation>Ambas pantallas</translation>
    </message>
    <message>
        <source>By client</source>
        <translation>Por cliente</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>Por servicio</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>Por día y hora</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Cancelled in Wix</source>
        <translation>Cancelado en Wix</translation>
    </message>
    <message>
        <source>Changed in Wix: {server}, here: {mine}.</source>
        <translation>Cambiado en Wix: {server}, aquí: {mine}.</translation>
    </message>
    <message numerus="yes">
        <source>Changes of the last day.</source>
        <comment>Changes of the last %n days.</comment>
        <translation>
            <numerusform>Cambios del último día.</numerusform>
            <numerusform>Cambios de los últimos %n días.</numerusform>
        </translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Caracteres</translation>
    </message>
    <message>
        <source>Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and TURNOUT_API_URL where they are set.</source>
        <translation>Comprueba Ajustes de red (turnout --set-up), y HTTPS_PROXY, SSL_CERT_FILE y TURNOUT_API_URL si están definidas.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Check again; if it comes back, start turnout again.</source>
        <translation>Comprueba de nuevo; si se repite, reinicia turnout.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>Check in this booking</source>
        <translation>Registrar esta reserva</translation>
    </message>
    <message>
        <source>Check in this booking, {people}</source>
        <translation>Registrar esta reserva, {people}</translation>
    </message>
    <message>
        <source>Check in {people}</source>
        <translation>Registrar {people}</translation>
    </message>
    <message>
        <source>Check the address and the proxy in Network settings (turnout --set-up), and TURNOUT_API_URL and HTTPS_PROXY where they are set.</source>
        <translation>Comprueba la dirección y el proxy en Ajustes de red (turnout --set-up), y TURNOUT_API_URL y HTTPS_PROXY si están definidas.</translation>
    </message>
    <message>
        <source>Check the app&apos;s ID, secret and instance ID, and that it is installed on the site.</source>
        <translation>Comprueba el ID de la app, el secreto y el ID de instancia, y que esté instalada en el sitio.</translation>
    </message>
    <message>
        <source>Check the cable or the Wi-Fi of this computer.</source>
        <translation>Comprueba el cable o la wifi de este ordenador.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the disk.</source>
        <translation>Comprueba los permisos de la carpeta y el disco.</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Check-in cannot start</source>
        <translation>No se puede iniciar</translation>
    </message>
    <message>
        <source>Check-in goes on from what this computer knows.</source>
        <translation>El registro sigue con lo que sabe este ordenador.</translation>
    </message>
    <message>
        <source>Check-in goes on meanwhile.</source>
        <translation>El registro sigue mientras tanto.</translation>
    </message>
    <message>
        <source>Check-in opens on {day}.</source>
        <translation>El registro se abre el {day}.</translation>
    </message>
    <message>
        <source>Check-ins are still being sent; nothing was forgotten. Start turnout again.</source>
        <translation>Aún se están enviando registros; no se ha olvidado nada. Inicia turnout otra vez.</translation>
    </message>
    <message>
        <source>Check-ins can be saved on this computer.</source>
        <translation>Los registros se pueden guardar en este ordenador.</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>Registrado</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} booking: {named}.</source>
        <translation>Registradas más de una vez en Wix, reservas {n}: {named}.</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} bookings: {named}.</source>
        <translation>Registradas más de una vez en Wix, reservas {n}: {named}.</translation>
    </message>
    <message>
        <source>Checking in</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>Checking people in</source>
        <translation>Registrar la llegada</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Elige otro lugar.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Clear the PIN</source>
        <translation>Vaciar el PIN</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Borrar la búsqueda</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Reloj</translation>
    </message>
    <message numerus="yes">
        <source>Clock 1 min off.</source>
        <comment>Clock %n min off.</comment>
        <translation>
            <numerusform>Reloj %n min desviado.</numerusform>
            <numerusform>Reloj %n min desviado.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clock not compared yet.</source>
        <translation>Reloj aún sin comparar.</translation>
    </message>
    <message>
        <source>Clock ok.</source>
        <translation>Reloj bien.</translation>
    </message>
    <message>
        <source>Clock {n} min off.</source>
        <translation>Reloj {n} min desviado.</translation>
    </message>
    <message>
        <source>Close it, then check again.</source>
        <translation>Ciérralo y comprueba de nuevo.</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>Cerrar el panel</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>Cerrar {title}</translation>
    </message>
    <message>
        <source>Comes in a later version</source>
        <translation>Llegará más adelante</translation>
    </message>
    <message>
        <source>Connect this computer once: then it works without Wix too.</source>
        <translation>Conecta este ordenador una vez: después funciona también sin Wix.</translation>
    </message>
    <message>
        <source>Connect your Wix site</source>
        <translation>Conecta tu sitio Wix</translation>
    </message>
    <message>
        <source>Connected to Wix</source>
        <translation>Conectado a Wix</translation>
    </message>
    <message>
        <source>Connecting to Wix…</source>
        <translation>Conectando con Wix…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>Copied. The report names no client and no key.</source>
        <translation>Copiado. El informe no nombra a ningún cliente ni ninguna clave.</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Copiar código</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copiar informe</translation>
    </message>
    <message>
        <source>Copy the key and the site ID again, and check TURNOUT_API_URL.</source>
        <translation>Copia de nuevo la clave y el ID del sitio, y comprueba TURNOUT_API_URL.</translation>
    </message>
    <message>
        <source>Copy the site ID from the dashboard&apos;s address, after /dashboard/, and make the key in the account of the site&apos;s owner.</source>
        <translation>Copia el ID del sitio de la dirección del panel, después de /dashboard/, y crea la clave en la cuenta de quien es propietario del sitio.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Curso</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Credenciales</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Dark by the clock</source>
        <translation>Oscuro según la hora</translation>
    </message>
    <message>
        <source>Dark from</source>
        <translation>Oscuro desde</translation>
    </message>
    <message>
        <source>Dark until</source>
        <translation>Oscuro hasta</translation>
    </message>
    <message>
        <source>Data &amp; privacy</source>
        <translation>Datos y privacidad</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Dates, times and digits</source>
        <translation>Fechas, horas y cifras</translation>
    </message>
    <message>
        <source>Day before, after</source>
        <translation>Día anterior, siguiente</translation>
    </message>
    <message>
        <source>Decide in the sync panel: the mark at the top right opens it.</source>
        <translation>Decide en el panel de sincronización: lo abre el indicador de arriba.</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Borrar la última cifra</translation>
    </message>
    <message>
        <source>Demo site · Practice an outage</source>
        <translation>Sitio de demo · Practicar un fallo</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Diagonal of the screen, in inches or cm</source>
        <translation>Diagonal de la pantalla, en pulgadas o cm</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Desconectar</translation>
    </message>
    <message>
        <source>Disconnect this site…</source>
        <translation>Desconectar este sitio…</translation>
    </message>
    <message>
        <source>Disconnect {site}</source>
        <translation>Desconectar {site}</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Espacio en disco</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Don’t sign out or reset this computer until waiting is 0.</source>
        <translation>No cierres sesión ni restablezcas este ordenador hasta que no quede nada pendiente.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplicados</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>Correo (opcional)</translation>
    </message>
    <message>
        <source>Earlier sessions</source>
        <translation>Sesiones anteriores</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Editar nota</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>End the test</source>
        <translation>Terminar la prueba</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>Terminó con</translation>
    </message>
    <message>
        <source>English, Hebrew, Arabic, German, Spanish, French</source>
        <translation>inglés, hebreo, árabe, alemán, español, francés</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Every answer takes four seconds. The desk never waits for it.</source>
        <translation>Cada respuesta tarda cuatro segundos. La recepción nunca la espera.</translation>
    </message>
    <message>
        <source>Every check-in of this demo is forgotten, here and there, and a new day is made up.</source>
        <translation>Se olvidan todos los registros de esta demo, aquí y allí, y se inventa un día nuevo.</translation>
    </message>
    <message>
        <source>Everyone is here</source>
        <translation>Ya están todos</translation>
    </message>
    <message>
        <source>Everything is in Wix.</source>
        <translation>Todo está en Wix.</translation>
    </message>
    <message>
        <source>Everything that check-in needs is there.</source>
        <translation>Está todo lo que el registro necesita.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Todo funciona.</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>Exportar CSV</translation>
    </message>
    <message>
        <source>Export and go on</source>
        <translation>Exportar y seguir</translation>
    </message>
    <message>
        <source>Export to the file</source>
        <translation>Exportar al archivo</translation>
    </message>
    <message>
        <source>F5 asks Wix again.</source>
        <translation>F5 vuelve a preguntar a Wix.</translation>
    </message>
    <message>
        <source>Falling: it did not work</source>
        <translation>Descendente: no funcionó</translation>
    </message>
    <message>
        <source>File with the CA of this network</source>
        <translation>Archivo con la CA de esta red</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrar</translation>
    </message>
    <message>
        <source>Filter the sessions</source>
        <translation>Filtrar las sesiones</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Buscar a una persona</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Buscar un ajuste</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primer día</translation>
    </message>
    <message>
        <source>First row, last row</source>
        <translation>Primera fila, última fila</translation>
    </message>
    <message>
        <source>For an app of your own that is installed on the site. Whoever made it knows all three; the secret is kept in this computer’s secret store, never in a file.</source>
        <translation>Para una app propia instalada en el sitio. Quien la hizo conoce los tres; el secreto se guarda en el almacén de secretos de este ordenador, nunca en un archivo.</translation>
    </message>
    <message>
        <source>For today, up to {most} characters</source>
        <translation>Para hoy, hasta {most} caracteres</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It stands on:</source>
        <translation>Software libre con licencia MIT. Se apoya en:</translation>
    </message>
    <message>
        <source>Free some space before it is full.</source>
        <translation>Libera espacio antes de que se llene.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Libera espacio.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>From anywhere</source>
        <translation>Desde cualquier lugar</translation>
    </message>
    <message>
        <source>From corner to corner, without the frame: {example}</source>
        <translation>De esquina a esquina, sin el marco: {example}</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Llena</translation>
    </message>
    <message>
        <source>Full screen, on and off</source>
        <translation>Pantalla completa, sí y no</translation>
    </message>
    <message>
        <source>Full screen. F11 leaves it</source>
        <translation>Pantalla completa. F11 sale</translation>
    </message>
    <message numerus="yes">
        <source>Getting 1 day…</source>
        <comment>Getting the missing days, %n to go…</comment>
        <translation>
            <numerusform>Obteniendo %n día…</numerusform>
            <numerusform>Obteniendo los días que faltan, quedan %n…</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting around</source>
        <translation>Moverse</translation>
    </message>
    <message>
        <source>Getting the people of this session…</source>
        <translation>Cargando las personas de esta sesión…</translation>
    </message>
    <message>
        <source>Getting the sessions of this day…</source>
        <translation>Obteniendo las sesiones de este día…</translation>
    </message>
    <message>
        <source>Getting to somebody</source>
        <translation>Llegar a alguien</translation>
    </message>
    <message>
        <source>Getting today’s sessions…</source>
        <translation>Cargando las sesiones de hoy…</translation>
    </message>
    <message>
        <source>Given.</source>
        <translation>Concedido.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Aquí</translation>
    </message>
    <message>
        <source>Hide the network settings</source>
        <translation>Ocultar los ajustes de red</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Hasta cuándo</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Cuántos</translation>
    </message>
    <message>
        <source>If it is there, the site ID is another site&apos;s: it is in the dashboard&apos;s address, after /dashboard/.</source>
        <translation>Si ya está, el ID es de otro sitio: está en la dirección del panel, después de /dashboard/.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar in Wix; F5 asks again.</source>
        <translation>Si debería haberlas, mira el calendario en Wix; F5 vuelve a preguntar.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar of Wix Bookings.</source>
        <translation>Si debería haberlas, mira el calendario de Wix Bookings.</translation>
    </message>
    <message>
        <source>If this network does that on purpose, save its CA as a file and name it in Network settings (turnout --set-up) or SSL_CERT_FILE; else use another network.</source>
        <translation>Si esta red lo hace a propósito, guarda su CA en un archivo e indícalo en Ajustes de red (turnout --set-up) o en SSL_CERT_FILE; si no, usa otra red.</translation>
    </message>
    <message>
        <source>In the Wix dashboard, API Keys, give this key the permission “{name}”.</source>
        <translation>En el panel de Wix, en API Keys, da a esta clave el permiso «{name}».</translation>
    </message>
    <message>
        <source>In this session</source>
        <translation>En esta sesión</translation>
    </message>
    <message>
        <source>Install GNOME Keyring or KWallet, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>Instala GNOME Keyring o KWallet, o inicia turnout con TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Install that version again to go on; nothing was changed.</source>
        <translation>Instálala de nuevo para seguir; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Instance ID of the app on this site</source>
        <translation>ID de instancia de la app en este sitio</translation>
    </message>
    <message>
        <source>Is this your site?</source>
        <translation>¿Es este tu sitio?</translation>
    </message>
    <message>
        <source>It holds until turnout is closed.</source>
        <translation>Rige hasta que se cierre turnout.</translation>
    </message>
    <message>
        <source>It is not known to which booking and session this belongs.</source>
        <translation>No se sabe a qué reserva y sesión pertenece esto.</translation>
    </message>
    <message>
        <source>It is not known which course this session belongs to.</source>
        <translation>No se sabe a qué curso pertenece esta sesión.</translation>
    </message>
    <message>
        <source>It stays on this computer and is forgotten after today. Wix and your clients never see it.</source>
        <translation>Se queda en este ordenador y se olvida después de hoy. Wix y tus clientes nunca la ven.</translation>
    </message>
    <message>
        <source>Its key can be changed here; the way to another site is in the window, behind the mark at the top right.</source>
        <translation>Su clave se puede cambiar aquí; el camino a otro sitio está en la ventana, tras el indicador de arriba.</translation>
    </message>
    <message>
        <source>Its name is too long: choose a shorter one.</source>
        <translation>El nombre es demasiado largo: elige uno más corto.</translation>
    </message>
    <message>
        <source>Keep a copy of it and ask for help.</source>
        <translation>Guarda una copia y pide ayuda.</translation>
    </message>
    <message>
        <source>Keep as local walk-in</source>
        <translation>Conservar aquí como sin reserva</translation>
    </message>
    <message>
        <source>Keep counted</source>
        <translation>Mantener contado</translation>
    </message>
    <message>
        <source>Keep past days for</source>
        <translation>Conservar los días pasados</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>Mantener {value}</translation>
    </message>
    <message>
        <source>Kept on this computer: sessions, names, the last digits of phone numbers, and who was checked in by whom. Notes go with their day, the contact details of a walk-in as soon as Wix has them. Payment data is never kept, and nothing is sent to anybody but Wix. Disconnecting the site deletes all of it here.</source>
        <translation>En este equipo se guardan: sesiones, nombres, las últimas cifras de los teléfonos y quién registró a quién. Las notas desaparecen con su día; los datos de contacto de quien vino sin reserva, en cuanto Wix los tiene. Nunca se guardan datos de pago y no se envía nada a nadie más que a Wix. Al desconectar el sitio se borra todo aquí.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Quiosco</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Última sincronización</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Última visita</translation>
    </message>
    <message>
        <source>Later sessions</source>
        <translation>Sesiones posteriores</translation>
    </message>
    <message>
        <source>Leave turnout open with a network until it is.</source>
        <translation>Deja turnout abierto con red hasta entonces.</translation>
    </message>
    <message>
        <source>Let it finish loading.</source>
        <translation>Deja que termine de cargar.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Load the missing days</source>
        <translation>Cargar los días que faltan</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Cargando</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Locations</source>
        <translation>Ubicaciones</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloqueo</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Bloquear la ventana</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Look at them in Wix Bookings and leave one check-in each.</source>
        <translation>Míralas en Wix Bookings y deja un registro en cada una.</translation>
    </message>
    <message>
        <source>Look for a newer version of turnout.</source>
        <translation>Busca una versión más nueva de turnout.</translation>
    </message>
    <message>
        <source>Look for what stands in the way</source>
        <translation>Ver qué lo impide</translation>
    </message>
    <message>
        <source>Looking on other days too…</source>
        <translation>Buscando también en otros días…</translation>
    </message>
    <message>
        <source>Make a key in the Wix account of the site&apos;s owner, at manage.wix.com/account/api-keys, and copy it whole.</source>
        <translation>Crea una clave en la cuenta Wix de quien es propietario del sitio, en manage.wix.com/account/api-keys, y cópiala entera.</translation>
    </message>
    <message>
        <source>Make room there, or let this user write in it; then try again.</source>
        <translation>Haz sitio allí o permite a este usuario escribir en ella; después inténtalo de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>Mark 1 as no-show</source>
        <comment>Mark all %n as no-show</comment>
        <translation>
            <numerusform>Marcar %n como ausente</numerusform>
            <numerusform>Marcar a los %n como ausentes</numerusform>
        </translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>Tecla de menú</translation>
    </message>
    <message>
        <source>More for this row</source>
        <translation>Más para esta fila</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>Más para {name}</translation>
    </message>
    <message>
        <source>More people match. Type more of the name, or the phone’s last digits.</source>
        <translation>Coinciden más personas. Escribe más del nombre o el final del teléfono.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>Nombre (opcional)</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Requiere atención</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>Ajustes de red</translation>
    </message>
    <message>
        <source>New PIN, six digits</source>
        <translation>PIN nuevo, seis cifras</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Más nuevos</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Siguiente parte de la ventana</translation>
    </message>
    <message>
        <source>No bookings</source>
        <translation>Sin reservas</translation>
    </message>
    <message>
        <source>No changes.</source>
        <translation>Sin cambios.</translation>
    </message>
    <message>
        <source>No day was loaded on this computer yet.</source>
        <translation>Aún no se ha cargado ningún día en este ordenador.</translation>
    </message>
    <message>
        <source>No finished sessions in this period.</source>
        <translation>No hay sesiones terminadas en este periodo.</translation>
    </message>
    <message>
        <source>No match?</source>
        <translation>¿No aparece?</translation>
    </message>
    <message>
        <source>No name server answers. Check the cable or the Wi-Fi.</source>
        <translation>Ningún servidor de nombres responde. Comprueba el cable o la wifi.</translation>
    </message>
    <message>
        <source>No name server of this network knows {there}.</source>
        <translation>Ningún servidor de nombres de esta red conoce {there}.</translation>
    </message>
    <message>
        <source>No no-shows</source>
        <translation>Nadie ha faltado</translation>
    </message>
    <message>
        <source>No session is open.</source>
        <translation>No hay ninguna sesión abierta.</translation>
    </message>
    <message>
        <source>No sessions on this day</source>
        <translation>No hay sesiones este día</translation>
    </message>
    <message>
        <source>No sessions today</source>
        <translation>Hoy no hay sesiones</translation>
    </message>
    <message>
        <source>No setting is called that. Clear the field to see all of them.</source>
        <translation>Ningún ajuste se llama así. Vacía el campo para verlos todos.</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>Ausente</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>Ausencias</translation>
    </message>
    <message>
        <source>Nobody found for “{typed}”.</source>
        <translation>No se encontró a nadie para «{typed}».</translation>
    </message>
    <message>
        <source>Nobody has booked yet</source>
        <translation>Nadie ha reservado todavía</translation>
    </message>
    <message>
        <source>Nobody is checked in here, so nobody can be taken off.</source>
        <translation>Aquí no hay nadie registrado, así que no se puede quitar a nadie.</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>Aún no ha llegado nadie</translation>
    </message>
    <message>
        <source>Nobody is known to be checked in twice in Wix.</source>
        <translation>Que se sepa, nadie está registrado dos veces en Wix.</translation>
    </message>
    <message>
        <source>Nobody is missing any more.</source>
        <translation>Ya no falta nadie.</translation>
    </message>
    <message>
        <source>Nobody of them is missing any more.</source>
        <translation>Ya no falta nadie de ellos.</translation>
    </message>
    <message>
        <source>Nobody was checked in: the window is locked.</source>
        <translation>No se registró a nadie: la ventana está bloqueada.</translation>
    </message>
    <message>
        <source>Not arrived</source>
        <translation>No han llegado</translation>
    </message>
    <message>
        <source>Not asked.</source>
        <translation>No preguntado.</translation>
    </message>
    <message>
        <source>Not asked: there is no key.</source>
        <translation>No preguntado: no hay clave.</translation>
    </message>
    <message>
        <source>Not asked: there is no secret of the app.</source>
        <translation>No preguntado: falta el secreto de la app.</translation>
    </message>
    <message>
        <source>Not compared: Wix was not reached.</source>
        <translation>No comparado: no se llegó a Wix.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>Sin conexión. Los registros se guardan en este ordenador y se envían después.</translation>
    </message>
    <message>
        <source>Not here yet</source>
        <translation>Aún no están</translation>
    </message>
    <message>
        <source>Not here, or not whole: {days}.</source>
        <translation>No están aquí, o no completos: {days}.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Desconocido</translation>
    </message>
    <message>
        <source>Not needed: an app asks in place of a key.</source>
        <translation>No hace falta: pregunta una app en lugar de una clave.</translation>
    </message>
    <message>
        <source>Not needed: the key is in TURNOUT_API_KEY.</source>
        <translation>No hace falta: la clave está en TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Not offline-safe yet.</source>
        <translation>Aún no es seguro sin conexión.</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Aún sin probar</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Nota: {note}</translation>
    </message>
    <message>
        <source>Nothing can be saved, so + and − are off. {reason}</source>
        <translation>No se puede guardar nada, por eso + y − están desactivados. {reason}</translation>
    </message>
    <message>
        <source>Nothing can be written there: choose another place.</source>
        <translation>Allí no se puede escribir nada: elige otro lugar.</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>Nada más se ve afectado.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing exact, 1 is close</source>
        <comment>Nothing exact, %n are close</comment>
        <translation>
            <numerusform>Nada exacto, 1 se parece</numerusform>
            <numerusform>Nada exacto, %n se parecen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing exactly like that. Close to it:</source>
        <translation>Nada exactamente así. Parecidos:</translation>
    </message>
    <message>
        <source>Nothing glides: lists stop at once where the finger leaves them.</source>
        <translation>Nada se desliza: las listas se paran donde el dedo las suelta.</translation>
    </message>
    <message>
        <source>Nothing is lost: move that file away, start turnout and connect the site again.</source>
        <translation>No se ha perdido nada: mueve ese archivo, inicia turnout y conecta el sitio de nuevo.</translation>
    </message>
    <message>
        <source>Nothing is lost: they are sent by themselves once Wix can be reached.</source>
        <translation>No se ha perdido nada: se envían solos en cuanto se llegue a Wix.</translation>
    </message>
    <message>
        <source>Nothing of these days is finished yet.</source>
        <translation>Nada de estos días ha terminado aún.</translation>
    </message>
    <message>
        <source>Nothing to clear: nobody is checked in.</source>
        <translation>No hay nada que borrar: nadie está registrado.</translation>
    </message>
    <message>
        <source>Nothing to count: give a number from 1 to 1000.</source>
        <translation>Nada que contar: indica un número de 1 a 1000.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>Nada que rehacer.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Nada que deshacer.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>No hay nada pendiente de envío.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>Of the settings of this computer the usual is in force for {names}: {file}.</source>
        <translation>De los ajustes de este ordenador rige el habitual para {names}: {file}.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Offline-safe until {time}.</source>
        <translation>Seguro sin conexión hasta las {time}.</translation>
    </message>
    <message>
        <source>Offline: of other days only what this computer has seen is found.</source>
        <translation>Sin conexión: de otros días solo se encuentra lo que este ordenador ya ha visto.</translation>
    </message>
    <message>
        <source>Offline: this computer has not seen this day yet.</source>
        <translation>Sin conexión: este ordenador aún no ha visto este día.</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Más antiguos</translation>
    </message>
    <message>
        <source>Older days are no longer shown, and are soon deleted here. What Wix does not know yet stays.</source>
        <translation>Los días más antiguos dejan de mostrarse y se borran pronto de aquí. Lo que Wix aún no sabe se conserva.</translation>
    </message>
    <message>
        <source>On {name}, {session}</source>
        <translation>Sobre {name}, {session}</translation>
    </message>
    <message>
        <source>One extra, beyond the booking</source>
        <translation>Uno extra, más allá de la reserva</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>Uno menos</translation>
    </message>
    <message>
        <source>One fewer for {name}</source>
        <translation>Uno menos para {name}</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Uno más</translation>
    </message>
    <message>
        <source>One more for {name}</source>
        <translation>Uno más para {name}</translation>
    </message>
    <message>
        <source>Only count them, no name: {one}</source>
        <translation>Solo contar, sin nombre: {one}</translation>
    </message>
    <message>
        <source>Only for a touch screen: tap five targets, one in each corner and one in the middle.</source>
        <translation>Solo para pantallas táctiles: toca cinco puntos, uno en cada esquina y uno en el centro.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-in.</source>
        <translation>Solo en este ordenador por ahora: {n}.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-ins.</source>
        <translation>Solo en este ordenador por ahora: {n}.</translation>
    </message>
    <message>
        <source>Only where whoever looks after this network says so; empty is usual. {variables} go first where they are set.</source>
        <translation>Solo si lo dice quien lleva esta red; lo habitual es vacío. {variables} tienen prioridad donde estén definidas.</translation>
    </message>
    <message>
        <source>Only with a scanner that types like a keyboard: scan any code.</source>
        <translation>Solo con un escáner que escribe como un teclado: escanea cualquier código.</translation>
    </message>
    <message>
        <source>Only {here} checked in here: no more than that can be taken off.</source>
        <translation>Aquí solo hay {here} registrados: no se puede quitar más.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open a browser and sign in to this network if it asks.</source>
        <translation>Abre un navegador e inicia sesión en esta red si lo pide.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network, then try again.</source>
        <translation>Abre un navegador, inicia sesión en la red e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Open here now</source>
        <translation>Abierto aquí ahora</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Abrir la recepción</translation>
    </message>
    <message>
        <source>Open the site’s dashboard in a browser and copy its address: {address}</source>
        <translation>Abre el panel de control del sitio en un navegador y copia su dirección: {address}</translation>
    </message>
    <message>
        <source>Open the sync panel</source>
        <translation>Abrir la sincronización</translation>
    </message>
    <message>
        <source>Open {site}</source>
        <translation>Abrir {site}</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>Otros días</translation>
    </message>
    <message>
        <source>Other sessions today</source>
        <translation>Otras sesiones de hoy</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Desactualizado</translation>
    </message>
    <message>
        <source>Over capacity {attended} of {capacity}</source>
        <translation>Aforo superado: {attended} de {capacity}</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout and start it as “{command}”: the last page sets another PIN or removes it.</source>
        <translation>¿PIN olvidado? Nadie puede leerlo. Cierra turnout e inícialo como «{command}»: en la última página se pone otro PIN o se quita.</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout, delete the file {file}, start turnout and set another PIN.</source>
        <translation>¿PIN olvidado? Nadie puede leerlo. Cierra turnout, borra el archivo {file}, inicia turnout y pon otro PIN.</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Av Pág</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Re Pág</translation>
    </message>
    <message>
        <source>Page up, page down</source>
        <translation>Página arriba, página abajo</translation>
    </message>
    <message>
        <source>Part before</source>
        <translation>Parte anterior</translation>
    </message>
    <message>
        <source>Paste the API key.</source>
        <translation>Pega la clave API.</translation>
    </message>
    <message>
        <source>Paste the app ID: 36 letters, digits and dashes.</source>
        <translation>Pega el ID de la app: 36 letras, cifras y guiones.</translation>
    </message>
    <message>
        <source>Paste the app secret.</source>
        <translation>Pega el secreto de la app.</translation>
    </message>
    <message>
        <source>Paste the instance ID: 36 letters, digits and dashes.</source>
        <translation>Pega el ID de instancia: 36 letras, cifras y guiones.</translation>
    </message>
    <message>
        <source>Paste the site ID, or the address of the site’s dashboard.</source>
        <translation>Pega el ID del sitio o la dirección de su panel de control.</translation>
    </message>
    <message>
        <source>Paste three things of the app that asks Wix in place of a key.</source>
        <translation>Pega tres datos de la app que pregunta a Wix en lugar de una clave.</translation>
    </message>
    <message>
        <source>Paste two things from Wix. The key is kept in this computer’s secret store, never in a file.</source>
        <translation>Pega dos cosas de Wix. La clave se guarda en el almacén de secretos de este ordenador, nunca en un archivo.</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Permiso</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Permisos</translation>
    </message>
    <message>
        <source>Phone (optional)</source>
        <translation>Teléfono (opcional)</translation>
    </message>
    <message>
        <source>Phone ends in</source>
        <translation>El teléfono termina en</translation>
    </message>
    <message>
        <source>Play sounds</source>
        <translation>Reproducir sonidos</translation>
    </message>
    <message>
        <source>Practice an outage</source>
        <translation>Practicar un fallo</translation>
    </message>
    <message>
        <source>Practice: check-ins refused</source>
        <translation>Práctica: registros rechazados</translation>
    </message>
    <message>
        <source>Practice: slow answers</source>
        <translation>Práctica: respuestas lentas</translation>
    </message>
    <message>
        <source>Practice: unplugged</source>
        <translation>Práctica: desconectado</translation>
    </message>
    <message>
        <source>Prefix that the scanner sends (optional)</source>
        <translation>Prefijo que envía el escáner (opcional)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Problems only</source>
        <translation>Solo problemas</translation>
    </message>
    <message>
        <source>Proxy, as host:port</source>
        <translation>Proxy, como host:port</translation>
    </message>
    <message>
        <source>Put right what is named above, then check again.</source>
        <translation>Arregla lo indicado arriba y comprueba de nuevo.</translation>
    </message>
    <message>
        <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
        <translation>Ponlos en HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Silencio desde</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Horas de silencio</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Silencio hasta</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tasa</translation>
    </message>
    <message>
        <source>Rate %</source>
        <translation>Tasa %</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Leído como</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>Preparación</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>Recepción</translation>
    </message>
    <message>
        <source>Reception on one screen, kiosk on the other.</source>
        <translation>Recepción en una pantalla, quiosco en la otra.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Reconectar</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Reducir el movimiento</translation>
    </message>
    <message>
        <source>Refuse check-ins</source>
        <translation>Rechazar registros</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>Rechazado.</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>Rechazado. {reason}</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Quitar nota</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>Quitar el PIN</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Informes</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisar</translation>
    </message>
    <message>
        <source>Rising: it worked</source>
        <translation>Ascendente: funcionó</translation>
    </message>
    <message>
        <source>Row above, row below</source>
        <translation>Fila de arriba, de abajo</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Guardar como CSV</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Guardar nota</translation>
    </message>
    <message>
        <source>Save the PIN</source>
        <translation>Guardar el PIN</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Guardado como {file}</translation>
    </message>
    <message>
        <source>Saved before the restart: {saved}</source>
        <translation>Guardado antes del reinicio: {saved}</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>Guardado en este ordenador</translation>
    </message>
    <message>
        <source>Scan any code now. Here it is only shown; nobody is checked in.</source>
        <translation>Escanea ahora cualquier código. Aquí solo se muestra; no se registra a nadie.</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Escáner</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search name, phone digits or code</source>
        <translation>Buscar nombre, cifras del teléfono o código</translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation>Almacén de secretos</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Enviar ahora</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Enviando…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Enviado a la impresora.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Servicio</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Servicios</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sesión</translation>
    </message>
    <message>
        <source>Session before, after</source>
        <translation>Sesión anterior, siguiente</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Set count…</source>
        <translation>Fijar número…</translation>
    </message>
    <message>
        <source>Set its date and time, best by itself from the internet.</source>
        <translation>Ajusta su fecha y hora, mejor de forma automática por internet.</translation>
    </message>
    <message>
        <source>Set or change the staff PIN</source>
        <translation>Poner o cambiar el PIN del personal</translation>
    </message>
    <message>
        <source>Set this computer&apos;s date and time, best by itself from the internet.</source>
        <translation>Ajusta la fecha y la hora de este ordenador, mejor de forma automática por internet.</translation>
    </message>
    <message>
        <source>Set to {people}</source>
        <translation>Fijar en {people}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayús</translation>
    </message>
    <message>
        <source>Shortest code</source>
        <translation>Código más corto</translation>
    </message>
    <message>
        <source>Show all sessions again, not only {words}</source>
        <translation>Mostrar de nuevo todas las sesiones, no solo {words}</translation>
    </message>
    <message>
        <source>Show newest</source>
        <translation>Ver lo último</translation>
    </message>
    <message>
        <source>Showing the day as last known at {time}; not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>Se muestra el día según lo conocido a las {time}; sin conexión. Los registros se guardan en este ordenador y se envían después.</translation>
    </message>
    <message>
        <source>Sign-in expired</source>
        <translation>Sesión caducada</translation>
    </message>
    <message>
        <source>Site ID, or the address of the site’s dashboard</source>
        <translation>ID del sitio o dirección de su panel de control</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sitios</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>Slow answers</source>
        <translation>Respuestas lentas</translation>
    </message>
    <message>
        <source>So long after its start a session asks about everybody who is missing.</source>
        <translation>Pasado ese tiempo desde su inicio, una sesión pregunta por quienes faltan.</translation>
    </message>
    <message>
        <source>Somebody else changed this in Wix meanwhile.</source>
        <translation>Otra persona ha cambiado esto en Wix entretanto.</translation>
    </message>
    <message>
        <source>Somebody was counted on this computer meanwhile; nothing was forgotten.</source>
        <translation>Entretanto se ha contado a alguien en este ordenador; no se ha olvidado nada.</translation>
    </message>
    <message>
        <source>Something on the way looks into the connection. Use another network, or ask whoever runs this one for its certificate.</source>
        <translation>Algo en el camino inspecciona la conexión. Usa otra red o pide su certificado a quien lleva esta.</translation>
    </message>
    <message>
        <source>Something was counted since. Set the count instead.</source>
        <translation>Se ha contado algo desde entonces. Fija el número en su lugar.</translation>
    </message>
    <message>
        <source>Something went wrong here. What shows a tick is saved.</source>
        <translation>Algo ha fallado aquí. Lo que lleva una marca está guardado.</translation>
    </message>
    <message>
        <source>Something went wrong in turnout itself. Nothing was kept; test again.</source>
        <translation>Algo ha fallado en el propio turnout. No se ha guardado nada; prueba de nuevo.</translation>
    </message>
    <message>
        <source>Something went wrong while asking. It is in the log.</source>
        <translation>Algo falló al preguntar. Está en el registro de errores.</translation>
    </message>
    <message>
        <source>Sort the roster by</source>
        <translation>Ordenar la lista por</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>Orden: {order}</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Sonidos</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Staff PIN</source>
        <translation>PIN del personal</translation>
    </message>
    <message>
        <source>Staff check people in, with keyboard, mouse or touch.</source>
        <translation>El personal registra las llegadas con teclado, ratón o toque.</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Empezar de nuevo</translation>
    </message>
    <message>
        <source>Start the demo site over</source>
        <translation>Empezar de nuevo el sitio de demo</translation>
    </message>
    <message>
        <source>Start the demo site over…</source>
        <translation>Empezar de nuevo el sitio de demo…</translation>
    </message>
    <message>
        <source>Start turnout again.</source>
        <translation>Reinicia turnout.</translation>
    </message>
    <message>
        <source>Start turnout from a desktop session.</source>
        <translation>Inicia turnout desde una sesión de escritorio.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Paso {step} de {steps}</translation>
    </message>
    <message>
        <source>Still to {session}. The roster shows {shown}.</source>
        <translation>Sigue siendo para {session}. La lista muestra {shown}.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Almacenamiento</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sincronización</translation>
    </message>
    <message>
        <source>Sync stopped, trying again</source>
        <translation>Sincronización detenida, reintentando</translation>
    </message>
    <message>
        <source>Sync: {state}</source>
        <translation>Sincronización: {state}</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Take the name of {person}</source>
        <translation>Tomar el nombre de {person}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Retirado</translation>
    </message>
    <message>
        <source>Taken back before it was in Wix.</source>
        <translation>Retirado antes de estar en Wix.</translation>
    </message>
    <message>
        <source>Tap each of the five targets once.</source>
        <translation>Toca cada uno de los cinco puntos una vez.</translation>
    </message>
    <message>
        <source>Target {number}</source>
        <translation>Punto {number}</translation>
    </message>
    <message>
        <source>Target {number}: hit</source>
        <translation>Punto {number}: tocado</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Probar la conexión</translation>
    </message>
    <message>
        <source>Test the connection first.</source>
        <translation>Prueba primero la conexión.</translation>
    </message>
    <message>
        <source>Test the scanner</source>
        <translation>Probar el escáner</translation>
    </message>
    <message>
        <source>Test touch</source>
        <translation>Probar el toque</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message numerus="yes">
        <source>That PIN is not right. 1 try is left, then it waits a minute.</source>
        <comment>That PIN is not right. %n tries are left, then it waits a minute.</comment>
        <translation>
            <numerusform>Ese PIN no es correcto. Queda 1 intento; después hay que esperar un minuto.</numerusform>
            <numerusform>Ese PIN no es correcto. Quedan %n intentos; después hay que esperar un minuto.</numerusform>
        </translation>
    </message>
    <message>
        <source>That code isn’t for today’s sessions</source>
        <translation>Ese código no es de las sesiones de hoy</translation>
    </message>
    <message>
        <source>That is a folder: add the name of a file.</source>
        <translation>Es una carpeta: añade el nombre de un archivo.</translation>
    </message>
    <message>
        <source>That was already undone.</source>
        <translation>Eso ya se ha deshecho.</translation>
    </message>
    <message>
        <source>The API key has a space, a line break or an unknown character in it.</source>
        <translation>La clave API contiene un espacio, un salto de línea o un carácter desconocido.</translation>
    </message>
    <message>
        <source>The PIN that is set</source>
        <translation>El PIN actual</translation>
    </message>
    <message>
        <source>The address begins with {start}</source>
        <translation>La dirección empieza por {start}</translation>
    </message>
    <message>
        <source>The address of Wix must begin with https://.</source>
        <translation>La dirección de Wix debe empezar por https://.</translation>
    </message>
    <message>
        <source>The address of Wix must not hold a name or a password.</source>
        <translation>La dirección de Wix no debe contener un nombre ni una contraseña.</translation>
    </message>
    <message>
        <source>The answer is not from Wix.</source>
        <translation>La respuesta no es de Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix.</source>
        <translation>La respuesta no era de Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix. This network may want you to sign in: open any page in a browser, then test again.</source>
        <translation>La respuesta no era de Wix. Quizá esta red pide iniciar sesión: abre cualquier página en un navegador y prueba de nuevo.</translation>
    </message>
    <message>
        <source>The app does not have it (403).</source>
        <translation>La app no lo tiene (403).</translation>
    </message>
    <message>
        <source>The app has no permission for this, or is for another site.</source>
        <translation>La app no tiene permiso para esto o es de otro sitio.</translation>
    </message>
    <message>
        <source>The app lacks a permission. Add what is named below where the app was made, let the site’s owner agree to it, and test again.</source>
        <translation>A la app le falta un permiso. Añade lo indicado abajo donde se hizo la app, que lo acepte quien es propietario del sitio, y prueba de nuevo.</translation>
    </message>
    <message>
        <source>The app may do nothing on this site (403).</source>
        <translation>La app no puede hacer nada en este sitio (403).</translation>
    </message>
    <message>
        <source>The app needs: {permission}</source>
        <translation>La app necesita: {permission}</translation>
    </message>
    <message>
        <source>The booking policy in Wix does not allow this.</source>
        <translation>La política de reservas de Wix no lo permite.</translation>
    </message>
    <message>
        <source>The booking was cancelled in Wix; counted here: {value}.</source>
        <translation>La reserva se canceló en Wix; contado aquí: {value}.</translation>
    </message>
    <message>
        <source>The certificate of Wix is not valid at this computer’s time. Set date and time.</source>
        <translation>El certificado de Wix no es válido según la hora de este ordenador. Ajusta fecha y hora.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not to be trusted: something on the way looks into it.</source>
        <translation>El certificado de {host} no es de fiar: algo en el camino lo inspecciona.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid at the time of this computer.</source>
        <translation>El certificado de {host} no es válido según la hora de este ordenador.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off.</source>
        <translation>La conexión con Wix se cortó.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off; it is tried again.</source>
        <translation>La conexión con Wix se cortó; se intenta de nuevo.</translation>
    </message>
    <message>
        <source>The connection to {there} broke off.</source>
        <translation>La conexión con {there} se cortó.</translation>
    </message>
    <message>
        <source>The connection works, but the app’s secret could not be kept. {why}</source>
        <translation>La conexión funciona, pero no se pudo guardar el secreto de la app. {why}</translation>
    </message>
    <message>
        <source>The connection works, but the key could not be kept. {why}</source>
        <translation>La conexión funciona, pero no se pudo guardar la clave. {why}</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>El día siguiente</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>El día anterior</translation>
    </message>
    <message>
        <source>The demo site</source>
        <translation>El sitio de demo</translation>
    </message>
    <message>
        <source>The demo site answers normally.</source>
        <translation>El sitio de demo responde con normalidad.</translation>
    </message>
    <message>
        <source>The demo site answers.</source>
        <translation>El sitio de demo responde.</translation>
    </message>
    <message>
        <source>The demo site brings its own key.</source>
        <translation>El sitio de demo trae su propia clave.</translation>
    </message>
    <message>
        <source>The demo site did not start: {why}</source>
        <translation>El sitio de demo no se inició: {why}</translation>
    </message>
    <message>
        <source>The demo site has ended.</source>
        <translation>El sitio de demo ha terminado.</translation>
    </message>
    <message>
        <source>The demo site is not running yet.</source>
        <translation>El sitio de demo aún no está en marcha.</translation>
    </message>
    <message>
        <source>The demo site is open here now</source>
        <translation>El sitio de demo está abierto aquí ahora</translation>
    </message>
    <message>
        <source>The demo site&apos;s folder cannot be used: {why}</source>
        <translation>No se puede usar la carpeta del sitio de demo: {why}</translation>
    </message>
    <message>
        <source>The diagnostics, F12, say what to do.</source>
        <translation>El diagnóstico, F12, dice qué hacer.</translation>
    </message>
    <message>
        <source>The disk is full: free some space, or choose another one.</source>
        <translation>El disco está lleno: libera espacio o elige otro.</translation>
    </message>
    <message>
        <source>The file cannot be written, but nothing is lost: {file}.</source>
        <translation>No se puede escribir el archivo, pero no se ha perdido nada: {file}.</translation>
    </message>
    <message>
        <source>The file cannot be written: {file}.</source>
        <translation>No se puede escribir el archivo: {file}.</translation>
    </message>
    <message>
        <source>The first day is behind the last one.</source>
        <translation>El primer día es posterior al último.</translation>
    </message>
    <message>
        <source>The key does not have it (403).</source>
        <translation>La clave no lo tiene (403).</translation>
    </message>
    <message>
        <source>The key has no permission for this, or is for another site.</source>
        <translation>La clave no tiene permiso para esto o es de otro sitio.</translation>
    </message>
    <message>
        <source>The key has no permission to make bookings.</source>
        <translation>La clave no tiene permiso para crear reservas.</translation>
    </message>
    <message>
        <source>The key lacks a permission. Edit it at {keys}: tick what is named below, save, and test again.</source>
        <translation>A la clave le falta un permiso. Edítala en {keys}: marca lo que se indica abajo, guarda y prueba de nuevo.</translation>
    </message>
    <message>
        <source>The key may do nothing on this site (403): it is for another one, or the site ID is.</source>
        <translation>La clave no puede hacer nada en este sitio (403): es de otro, o lo es el ID del sitio.</translation>
    </message>
    <message>
        <source>The key of this site is in it.</source>
        <translation>La clave de este sitio está en él.</translation>
    </message>
    <message>
        <source>The key of this site is still kept here, so nothing was forgotten.</source>
        <translation>La clave de este sitio sigue guardada aquí, por lo que no se ha olvidado nada.</translation>
    </message>
    <message>
        <source>The last complete one was at {pulled}.</source>
        <translation>La última completa fue a las {pulled}.</translation>
    </message>
    <message>
        <source>The list from Wix does not end.</source>
        <translation>La lista de Wix no termina.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites cannot be read: {file}.</source>
        <translation>No se puede leer la lista de sitios de este ordenador: {file}.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites was written by a newer version of turnout: {file}.</source>
        <translation>La lista de sitios de este ordenador la escribió una versión más nueva de turnout: {file}.</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>El PIN nuevo otra vez</translation>
    </message>
    <message>
        <source>The next change keeps that file as {aside} and begins anew.</source>
        <translation>El próximo cambio guarda ese archivo como {aside} y empieza de nuevo.</translation>
    </message>
    <message>
        <source>The others were not asked.</source>
        <translation>Los demás no se preguntaron.</translation>
    </message>
    <message>
        <source>The owner of the site makes it at {address}, with these permissions: {permissions}.</source>
        <translation>La crea la persona propietaria del sitio en {address}, con estos permisos: {permissions}.</translation>
    </message>
    <message>
        <source>The printer did not take it.</source>
        <translation>La impresora no lo aceptó.</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>El programa</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password. Put them into {setting}, or type another proxy into Network settings: {command}.</source>
        <translation>El proxy pide nombre y contraseña. Ponlos en {setting}, o escribe otro proxy en Ajustes de red: {command}.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer are wrong.</source>
        <translation>Los ajustes de proxy o de certificados de este ordenador están mal.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer cannot be used.</source>
        <translation>No se pueden usar los ajustes de proxy o de certificados de este ordenador.</translation>
    </message>
    <message>
        <source>The proxy refuses the way to Wix. Ask whoever runs this network to allow it.</source>
        <translation>El proxy rechaza el camino a Wix. Pide a quien lleva esta red que lo permita.</translation>
    </message>
    <message>
        <source>The proxy {there} asks for a name and a password (407).</source>
        <translation>El proxy {there} pide nombre y contraseña (407).</translation>
    </message>
    <message>
        <source>The proxy {there} refuses the way to {host}.</source>
        <translation>El proxy {there} rechaza el camino a {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix.</source>
        <translation>La petición se bloqueó en el camino a Wix.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix. Ask whoever looks after this network to allow {host}.</source>
        <translation>La petición se bloqueó en el camino a Wix. Pide a quien lleva esta red que permita {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to {host} (403 without a word).</source>
        <translation>La petición se bloqueó en el camino a {host} (403 sin explicación).</translation>
    </message>
    <message>
        <source>The same code again within 3 seconds counts once.</source>
        <translation>El mismo código otra vez en 3 segundos cuenta una sola vez.</translation>
    </message>
    <message>
        <source>The scanner works, and this is the code of a booking.</source>
        <translation>El escáner funciona, y este es el código de una reserva.</translation>
    </message>
    <message>
        <source>The scanner works, but does not send the prefix that is set here.</source>
        <translation>El escáner funciona, pero no envía el prefijo fijado aquí.</translation>
    </message>
    <message>
        <source>The scanner works. This code is not of a booking.</source>
        <translation>El escáner funciona. Este código no es de una reserva.</translation>
    </message>
    <message>
        <source>The secret of this site&apos;s app is in it.</source>
        <translation>El secreto de la app de este sitio está en él.</translation>
    </message>
    <message>
        <source>The session was cancelled in Wix; counted here: {value}.</source>
        <translation>La sesión se canceló en Wix; contado aquí: {value}.</translation>
    </message>
    <message>
        <source>The setting is not kept, because this computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>El ajuste no se guarda porque no se puede escribir en la carpeta de datos de este ordenador: {folder}.</translation>
    </message>
    <message>
        <source>The settings of this computer cannot be read, so the usual ones are in force: {file}.</source>
        <translation>No se pueden leer los ajustes de este ordenador, así que rigen los habituales: {file}.</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired</source>
        <translation>La sesión de Wix ha caducado</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired.</source>
        <translation>La sesión de Wix ha caducado.</translation>
    </message>
    <message>
        <source>The site ID has a space, a line break or an unknown character in it.</source>
        <translation>El ID del sitio contiene un espacio, un salto de línea o un carácter desconocido.</translation>
    </message>
    <message>
        <source>The site can’t be reached. Check people in: all of it is kept here and sent later.</source>
        <translation>No se puede llegar al sitio. Registra llegadas: todo se guarda aquí y se envía después.</translation>
    </message>
    <message>
        <source>The site takes no check-ins. What it refuses waits behind the chip for an answer.</source>
        <translation>El sitio no acepta registros. Lo que rechaza espera una respuesta tras el indicador de arriba.</translation>
    </message>
    <message>
        <source>The site’s name and time zone</source>
        <translation>Nombre y zona horaria del sitio</translation>
    </message>
    <message>
        <source>The staff PIN is removed</source>
        <translation>El PIN del personal se ha quitado</translation>
    </message>
    <message>
        <source>The staff PIN is set. Ctrl+L locks the window</source>
        <translation>El PIN del personal está puesto. Ctrl+L bloquea la ventana</translation>
    </message>
    <message>
        <source>The status of the booking in Wix does not allow this.</source>
        <translation>El estado de la reserva en Wix no lo permite.</translation>
    </message>
    <message>
        <source>The sync stopped; it starts again.</source>
        <translation>La sincronización se detuvo; empieza de nuevo.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type the new one twice.</source>
        <translation>Los dos PIN no coinciden. Escribe el nuevo dos veces.</translation>
    </message>
    <message>
        <source>The way to Wix is blocked. Ask whoever runs this network to allow it.</source>
        <translation>El camino a Wix está bloqueado. Pide a quien lleva esta red que lo permita.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Then check the spelling of what stands in Network settings (turnout --set-up), TURNOUT_API_URL and HTTPS_PROXY.</source>
        <translation>Después, comprueba cómo está escrito lo que hay en Ajustes de red (turnout --set-up), TURNOUT_API_URL y HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>There are no sessions today, as of {pulled}.</source>
        <translation>Hoy no hay sesiones, a las {pulled}.</translation>
    </message>
    <message>
        <source>There is a PIN.</source>
        <translation>Hay un PIN.</translation>
    </message>
    <message>
        <source>There is a file {file} already: choose another name.</source>
        <translation>Ya existe un archivo {file}: elige otro nombre.</translation>
    </message>
    <message>
        <source>There is no API key for this site on this computer.</source>
        <translation>En este ordenador no hay ninguna clave API para este sitio.</translation>
    </message>
    <message>
        <source>There is no API key for this site yet.</source>
        <translation>Aún no hay ninguna clave API para este sitio.</translation>
    </message>
    <message>
        <source>There is no connection to Wix.</source>
        <translation>No hay conexión con Wix.</translation>
    </message>
    <message>
        <source>There is no connection to {there}.</source>
        <translation>No hay conexión con {there}.</translation>
    </message>
    <message>
        <source>There is no file {file}: give the whole path of the CA&apos;s file.</source>
        <translation>No hay ningún archivo {file}: indica la ruta completa del archivo de la CA.</translation>
    </message>
    <message>
        <source>There is no screen here: the window cannot be opened, the commands work.</source>
        <translation>Aquí no hay pantalla: la ventana no se puede abrir, los comandos funcionan.</translation>
    </message>
    <message>
        <source>There is no secret of this site&apos;s app on this computer.</source>
        <translation>En este ordenador no está el secreto de la app de este sitio.</translation>
    </message>
    <message>
        <source>There is no site ID in this. It is 36 letters, digits and dashes long, and stands in the dashboard’s address after {place}.</source>
        <translation>Aquí no hay ningún ID de sitio. Tiene 36 letras, cifras y guiones, y está en la dirección del panel después de {place}.</translation>
    </message>
    <message>
        <source>There is no such folder: choose another place.</source>
        <translation>Esa carpeta no existe: elige otro lugar.</translation>
    </message>
    <message>
        <source>There is no way to Wix. Check the cable or the Wi-Fi.</source>
        <translation>No hay camino a Wix. Comprueba el cable o la wifi.</translation>
    </message>
    <message>
        <source>There was none yet.</source>
        <translation>Aún no hubo ninguna.</translation>
    </message>
    <message>
        <source>This app may do nothing on this site. Check the instance ID. If it is right, the app needs what is named below.</source>
        <translation>Esta app no puede hacer nada en este sitio. Comprueba el ID de instancia. Si es correcto, la app necesita lo indicado abajo.</translation>
    </message>
    <message>
        <source>This booking is not loaded on this computer; run turnout sync.</source>
        <translation>Esta reserva no está cargada en este ordenador; ejecuta turnout sync.</translation>
    </message>
    <message>
        <source>This booking is on the waiting list, not on the roster.</source>
        <translation>Esta reserva está en la lista de espera, no en la de asistentes.</translation>
    </message>
    <message>
        <source>This booking was cancelled in Wix.</source>
        <translation>Esta reserva se canceló en Wix.</translation>
    </message>
    <message>
        <source>This code is too long to be of a booking.</source>
        <translation>Este código es demasiado largo para ser de una reserva.</translation>
    </message>
    <message>
        <source>This computer and Wix tell the same time.</source>
        <translation>Este ordenador y Wix marcan la misma hora.</translation>
    </message>
    <message>
        <source>This computer can’t save</source>
        <translation>Este ordenador no puede guardar</translation>
    </message>
    <message>
        <source>This computer checks people in for a site that it reaches by a key.</source>
        <translation>Este ordenador registra para un sitio al que llega con una clave.</translation>
    </message>
    <message>
        <source>This computer checks people in for another site.</source>
        <translation>Este ordenador registra para otro sitio.</translation>
    </message>
    <message>
        <source>This computer forgets the site: its day, its check-ins and its key. What is in Wix stays there.</source>
        <translation>Este ordenador olvida el sitio: su día, sus registros y su clave. Lo que está en Wix se queda allí.</translation>
    </message>
    <message>
        <source>This computer has no secret store.</source>
        <translation>Este ordenador no tiene almacén de secretos.</translation>
    </message>
    <message>
        <source>This computer has not seen today’s sessions yet. Connect to the internet once, then it works offline too.</source>
        <translation>Este ordenador aún no ha visto las sesiones de hoy. Conéctalo una vez a internet; después funciona también sin conexión.</translation>
    </message>
    <message>
        <source>This computer has not seen who booked this session yet.</source>
        <translation>Este ordenador aún no ha visto quién reservó esta sesión.</translation>
    </message>
    <message>
        <source>This computer has the key of this site. Paste another one only to change it.</source>
        <translation>Este ordenador ya tiene la clave de este sitio. Pega otra solo para cambiarla.</translation>
    </message>
    <message>
        <source>This computer has the secret of this app. Paste another one only to change it.</source>
        <translation>Este ordenador ya tiene el secreto de esta app. Pega otro solo para cambiarlo.</translation>
    </message>
    <message>
        <source>This computer is</source>
        <translation>Este ordenador es</translation>
    </message>
    <message>
        <source>This computer is offline: no name server answers for {there}.</source>
        <translation>Este ordenador está sin conexión: ningún servidor de nombres responde por {there}.</translation>
    </message>
    <message>
        <source>This computer then checks people in for {site}. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>Este ordenador registrará entonces para {site}. No se olvida nada: lo que no se haya enviado sale cuando este sitio vuelva a abrirse.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes fast.</source>
        <translation>El reloj de este ordenador va {n} minutos adelantado.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes slow.</source>
        <translation>El reloj de este ordenador va {n} minutos atrasado.</translation>
    </message>
    <message>
        <source>This computer&apos;s data file is damaged.</source>
        <translation>El archivo de datos de este ordenador está dañado.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: check-ins cannot be saved.</source>
        <translation>No se puede escribir en la carpeta de datos de este ordenador: no se pueden guardar registros.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}</source>
        <translation>No se puede escribir en la carpeta de datos de este ordenador: {folder}</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>No se puede escribir en la carpeta de datos de este ordenador: {folder}.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was made by another version of turnout and cannot be read.</source>
        <translation>Los datos de este ordenador los creó otra versión de turnout y no se pueden leer.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was written by a newer version of turnout.</source>
        <translation>Los datos de este ordenador los escribió una versión más nueva de turnout.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or failing: check-ins cannot be saved.</source>
        <translation>El disco de este ordenador está lleno o falla: no se pueden guardar registros.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store cannot be used: it refused.</source>
        <translation>No se puede usar el almacén de secretos de este ordenador: se negó.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store does not answer: it may be waiting for its password.</source>
        <translation>El almacén de secretos de este ordenador no responde: quizá espera su contraseña.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store is locked.</source>
        <translation>El almacén de secretos de este ordenador está bloqueado.</translation>
    </message>
    <message>
        <source>This computer’s clock looks wrong: {off}. Check date and time.</source>
        <translation>El reloj de este ordenador parece mal: {off}. Comprueba la fecha y la hora.</translation>
    </message>
    <message>
        <source>This course is full in Wix.</source>
        <translation>Este curso está lleno en Wix.</translation>
    </message>
    <message>
        <source>This day is not on this computer, or not whole.</source>
        <translation>Este día no está en este ordenador, o no completo.</translation>
    </message>
    <message>
        <source>This day is over: it can only be looked at.</source>
        <translation>Este día ha terminado: solo se puede mirar.</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Esta recepción</translation>
    </message>
    <message>
        <source>This is a site ID, not a key. The key is longer, and comes from {address}.</source>
        <translation>Esto es un ID de sitio, no una clave. La clave es más larga y viene de {address}.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Correct it, or leave it out.</source>
        <translation>Esto no es una dirección de correo. Corrígela o déjala vacía.</translation>
    </message>
    <message>
        <source>This is the demo site. See here what the desk does when the real one fails.</source>
        <translation>Este es el sitio de demo. Mira aquí qué hace la recepción cuando falla el de verdad.</translation>
    </message>
    <message>
        <source>This is what Wix says just now. Go back if it is another site.</source>
        <translation>Esto es lo que dice Wix ahora. Vuelve atrás si es otro sitio.</translation>
    </message>
    <message>
        <source>This key may do nothing on this site. Check the site ID. If it is right, give the key access to this site at {keys}, and tick what is named below.</source>
        <translation>Esta clave no puede hacer nada en este sitio. Comprueba el ID del sitio. Si es correcto, da a la clave acceso a este sitio en {keys} y marca lo que se indica abajo.</translation>
    </message>
    <message>
        <source>This makes {n} of {capacity} (over capacity).</source>
        <translation>Así serán {n} de {capacity} (aforo superado).</translation>
    </message>
    <message>
        <source>This network does not know Wix by name. Check the cable or the Wi-Fi.</source>
        <translation>Esta red no conoce a Wix por su nombre. Comprueba el cable o la wifi.</translation>
    </message>
    <message>
        <source>This row is not in conflict; count with check-in instead.</source>
        <translation>Esta fila no tiene conflicto; cuenta con el registro normal.</translation>
    </message>
    <message>
        <source>This screen</source>
        <translation>Esta pantalla</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Esta sesión</translation>
    </message>
    <message>
        <source>This session is full in Wix.</source>
        <translation>Esta sesión está llena en Wix.</translation>
    </message>
    <message>
        <source>This session is not loaded on this computer; run turnout sync.</source>
        <translation>Esta sesión no está cargada en este ordenador; ejecuta turnout sync.</translation>
    </message>
    <message>
        <source>This site does not let check-ins be deleted.</source>
        <translation>Este sitio no permite borrar registros.</translation>
    </message>
    <message>
        <source>This site stays known here. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>Este sitio sigue siendo conocido aquí. No se olvida nada: lo que no se haya enviado sale cuando vuelva a abrirse.</translation>
    </message>
    <message>
        <source>This takes {steps} off here, and it never reaches Wix.</source>
        <translation>Esto quita {steps} aquí y nunca llega a Wix.</translation>
    </message>
    <message>
        <source>This user may not write there: choose another place.</source>
        <translation>Este usuario no puede escribir allí: elige otro lugar.</translation>
    </message>
    <message>
        <source>This was typed by hand: {pause} between two keys. Where it was the scanner, set it to send without pauses and to end with Enter.</source>
        <translation>Esto se tecleó a mano: {pause} entre dos teclas. Si era el escáner, configúralo para enviar sin pausas y terminar con Intro.</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Marcar todo</translation>
    </message>
    <message>
        <source>Tick at least one location.</source>
        <translation>Marca al menos una ubicación.</translation>
    </message>
    <message>
        <source>Tick at least one service.</source>
        <translation>Marca al menos un servicio.</translation>
    </message>
    <message>
        <source>Tick in Wix: {permission}</source>
        <translation>Marca en Wix: {permission}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Time zone: {zone}</source>
        <translation>Zona horaria: {zone}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>A</translation>
    </message>
    <message>
        <source>To enter it, start turnout --set-up.</source>
        <translation>Para introducirla, inicia turnout --set-up.</translation>
    </message>
    <message>
        <source>To let an app ask there instead comes in a later version.</source>
        <translation>Que allí pregunte una app en su lugar llegará en una versión posterior.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as turnout --set-up.</source>
        <translation>Para mostrarlas, cierra turnout e inícialo como turnout --set-up.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as “{command}”.</source>
        <translation>Para mostrarlas, cierra turnout e inícialo como «{command}».</translation>
    </message>
    <message>
        <source>To put right</source>
        <translation>Por arreglar</translation>
    </message>
    <message>
        <source>To {session}</source>
        <translation>A {session}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Today is not loaded yet; the last update was {when}.</source>
        <translation>Hoy aún no está cargado; la última actualización fue el {when}.</translation>
    </message>
    <message>
        <source>Today is not loaded; the last update was {when}.</source>
        <translation>Hoy no está cargado; la última actualización fue el {when}.</translation>
    </message>
    <message>
        <source>Today&apos;s sessions are all of locations or services that this desk leaves out.</source>
        <translation>Todas las sesiones de hoy son de ubicaciones o servicios que esta recepción deja fuera.</translation>
    </message>
    <message>
        <source>Today: back to it</source>
        <translation>Hoy: volver a él</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings}</source>
        <translation>Hoy: {sessions}, {bookings}</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings} in the first {most}</source>
        <translation>Hoy: {sessions}, {bookings} en las primeras {most}</translation>
    </message>
    <message>
        <source>Today’s sessions</source>
        <translation>Sesiones de hoy</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Total of {here} of {days} days</source>
        <translation>Total de {here} de {days} días</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>Toque</translation>
    </message>
    <message numerus="yes">
        <source>Try again in 1 second</source>
        <comment>Try again in %n seconds</comment>
        <translation>
            <numerusform>Inténtalo de nuevo en 1 segundo</numerusform>
            <numerusform>Inténtalo de nuevo en %n segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Inténtalo de nuevo en un minuto.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Try the demo site</source>
        <translation>Probar el sitio de demo</translation>
    </message>
    <message>
        <source>Twice the same: look here</source>
        <translation>Dos veces igual: mira aquí</translation>
    </message>
    <message>
        <source>Type another one to change it. Nobody can read the old one.</source>
        <translation>Escribe otro para cambiarlo. Nadie puede leer el anterior.</translation>
    </message>
    <message>
        <source>Type six digits.</source>
        <translation>Escribe seis cifras.</translation>
    </message>
    <message>
        <source>Type the diagonal as a number between {least} and {most} inches, or leave it empty.</source>
        <translation>Escribe la diagonal como número entre {least} y {most} pulgadas o déjala vacía.</translation>
    </message>
    <message>
        <source>Type the proxy as its name and port: {example}</source>
        <translation>Escribe el proxy como nombre y puerto: {example}</translation>
    </message>
    <message>
        <source>Type the staff PIN. Check-ins are still being sent.</source>
        <translation>Escribe el PIN del personal. Los registros se siguen enviando.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undo the last check-in change</source>
        <translation>Deshacer el último cambio</translation>
    </message>
    <message>
        <source>Undo: {name}, {change}</source>
        <translation>Deshacer: {name}, {change}</translation>
    </message>
    <message>
        <source>Unknown booking</source>
        <translation>Reserva desconocida</translation>
    </message>
    <message>
        <source>Unlock it, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>Desbloquéalo o inicia turnout con TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Desbloquéalo e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>Desconectar</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Desmarcar todo</translation>
    </message>
    <message>
        <source>Untick what is checked in elsewhere. These are the places and services of the days ahead in the site’s calendar; whatever comes new there is listed too.</source>
        <translation>Desmarca lo que se registra en otro sitio. Son las ubicaciones y los servicios de los próximos días en el calendario del sitio; lo nuevo también se mostrará.</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Al día</translation>
    </message>
    <message>
        <source>Update now</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Use an API key instead</source>
        <translation>Usar una clave API en su lugar</translation>
    </message>
    <message>
        <source>Use an app instead</source>
        <translation>Usar una app en su lugar</translation>
    </message>
    <message>
        <source>Use {value} (Wix)</source>
        <translation>Usar {value} (Wix)</translation>
    </message>
    <message>
        <source>Visitors check themselves in.</source>
        <translation>Los visitantes se registran ellos mismos.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Wait a minute. If it comes back, close other programs that use this site&apos;s key.</source>
        <translation>Espera un minuto. Si se repite, cierra otros programas que usen la clave de este sitio.</translation>
    </message>
    <message>
        <source>Wait, and look at status.wix.com.</source>
        <translation>Espera y mira status.wix.com.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-in.</source>
        <translation>Pendiente de decisión: {n}.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-ins.</source>
        <translation>Pendientes de decisión: {n}.</translation>
    </message>
    <message>
        <source>Waiting for the next minute&apos;s requests.</source>
        <translation>Esperando las peticiones del próximo minuto.</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Pendiente de envío</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Sin reserva</translation>
    </message>
    <message>
        <source>Walk-in · not in Wix</source>
        <translation>Sin reserva · no está en Wix</translation>
    </message>
    <message>
        <source>Walk-ins not in Wix</source>
        <translation>Sin reserva, no en Wix</translation>
    </message>
    <message>
        <source>Weekday and hour</source>
        <translation>Día y hora</translation>
    </message>
    <message>
        <source>What answers in place of {host} does not speak TLS.</source>
        <translation>Lo que responde en lugar de {host} no habla TLS.</translation>
    </message>
    <message>
        <source>What answers is not Wix. Check the address and the proxy in Network settings: {command}.</source>
        <translation>Lo que responde no es Wix. Comprueba la dirección y el proxy en Ajustes de red: {command}.</translation>
    </message>
    <message>
        <source>What does this desk list?</source>
        <translation>¿Qué muestra esta recepción?</translation>
    </message>
    <message>
        <source>What each line stands for</source>
        <translation>Qué representa cada línea</translation>
    </message>
    <message>
        <source>What the blue button says</source>
        <translation>Lo que dice el botón azul</translation>
    </message>
    <message>
        <source>What was decided cannot be undone.</source>
        <translation>Lo que se ha decidido no se puede deshacer.</translation>
    </message>
    <message>
        <source>Whatever is heard is also on the screen.</source>
        <translation>Lo que se oye también está en la pantalla.</translation>
    </message>
    <message>
        <source>Where it was changed</source>
        <translation>Dónde se cambió</translation>
    </message>
    <message>
        <source>Which report</source>
        <translation>Qué informe</translation>
    </message>
    <message>
        <source>Who booked</source>
        <translation>Quién ha reservado</translation>
    </message>
    <message>
        <source>Who is checked in</source>
        <translation>Quién está registrado</translation>
    </message>
    <message>
        <source>Whoever comes later is checked in as always. One undo takes it all back.</source>
        <translation>Quien llegue después se registra como siempre. Un solo deshacer lo revierte todo.</translation>
    </message>
    <message>
        <source>With a PIN the window can be locked, by Ctrl+L or in the menu, while nobody stands at it. Only a hash of it is kept on this computer.</source>
        <translation>Con un PIN la ventana se puede bloquear, con Ctrl+L o en el menú, mientras no haya nadie delante. En este equipo solo se guarda un hash.</translation>
    </message>
    <message>
        <source>With an e-mail address Wix gets a booking; without one it is counted here alone.</source>
        <translation>Con un correo, Wix recibe una reserva; sin él solo se cuenta aquí.</translation>
    </message>
    <message>
        <source>With everyone who is booked this makes {n} of {capacity}.</source>
        <translation>Con todos los que han reservado serán {n} de {capacity}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} session.</source>
        <translation>Sesiones sin lista por ahora: {n}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} sessions.</source>
        <translation>Sesiones sin lista por ahora: {n}.</translation>
    </message>
    <message>
        <source>Without an e-mail address Wix takes no booking.</source>
        <translation>Sin un correo, Wix no acepta ninguna reserva.</translation>
    </message>
    <message>
        <source>Wix</source>
        <translation>Wix</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site</source>
        <translation>Wix Bookings no está en este sitio</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site (428).</source>
        <translation>Wix Bookings no está en este sitio (428).</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site.</source>
        <translation>Wix Bookings no está en este sitio.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Add it from the site’s App Market. Check-in goes on; nothing is sent.</source>
        <translation>Wix Bookings no está en este sitio. Añádelo desde el App Market del sitio. El registro sigue; no se envía nada.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Check the site ID, or add Wix Bookings in the site’s dashboard; then test again.</source>
        <translation>Wix Bookings no está en este sitio. Comprueba el ID del sitio o añade Wix Bookings en el panel de control; después prueba de nuevo.</translation>
    </message>
    <message>
        <source>Wix accepts the app on this site.</source>
        <translation>Wix acepta la app en este sitio.</translation>
    </message>
    <message>
        <source>Wix accepts the key and the site ID.</source>
        <translation>Wix acepta la clave y el ID del sitio.</translation>
    </message>
    <message>
        <source>Wix asks to wait a minute</source>
        <translation>Wix pide esperar un minuto</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment.</source>
        <translation>Wix pide esperar un momento.</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment. Test again in a minute.</source>
        <translation>Wix pide esperar un momento. Prueba de nuevo en un minuto.</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site (429).</source>
        <translation>Wix pide esperar: hay demasiadas peticiones para este sitio (429).</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site. It goes on by itself within a minute or so; check-ins are saved on this computer meanwhile.</source>
        <translation>Wix pide esperar: hay demasiadas peticiones para este sitio. Sigue por sí solo en un minuto más o menos; entretanto los registros se guardan en este ordenador.</translation>
    </message>
    <message>
        <source>Wix could not tell which session this belongs to.</source>
        <translation>Wix no pudo decir a qué sesión pertenece esto.</translation>
    </message>
    <message>
        <source>Wix did not accept a question of turnout. Test again in a few minutes.</source>
        <translation>Wix no aceptó una pregunta de turnout. Prueba de nuevo en unos minutos.</translation>
    </message>
    <message>
        <source>Wix did not accept this.</source>
        <translation>Wix no lo aceptó.</translation>
    </message>
    <message>
        <source>Wix did not answer in time.</source>
        <translation>Wix no respondió a tiempo.</translation>
    </message>
    <message>
        <source>Wix did not answer in time; it is asked again.</source>
        <translation>Wix no respondió a tiempo; se le pregunta de nuevo.</translation>
    </message>
    <message>
        <source>Wix did not refuse this one; there is nothing to decide.</source>
        <translation>Wix no lo ha rechazado; no hay nada que decidir.</translation>
    </message>
    <message>
        <source>Wix did not say what became of this.</source>
        <translation>Wix no dijo qué pasó con esto.</translation>
    </message>
    <message>
        <source>Wix did not take the question; its number is {number}.</source>
        <translation>Wix no aceptó la pregunta; su número es {number}.</translation>
    </message>
    <message>
        <source>Wix does not accept the app ID, the secret or the instance ID.</source>
        <translation>Wix no acepta el ID de la app, el secreto o el ID de instancia.</translation>
    </message>
    <message>
        <source>Wix does not accept the app on this site. Is it still installed there?</source>
        <translation>Wix no acepta la app en este sitio. ¿Sigue instalada allí?</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site (401).</source>
        <translation>Wix no acepta la clave de este sitio (401).</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site.</source>
        <translation>Wix no acepta la clave de este sitio.</translation>
    </message>
    <message>
        <source>Wix does not have this check-in any more.</source>
        <translation>Wix ya no tiene este registro.</translation>
    </message>
    <message>
        <source>Wix does not know this booking or session.</source>
        <translation>Wix no conoce esta reserva o sesión.</translation>
    </message>
    <message>
        <source>Wix does not know this booking.</source>
        <translation>Wix no conoce esta reserva.</translation>
    </message>
    <message>
        <source>Wix does not know this key. Copy all of it once more from {keys}; a key that was deleted there needs a new one.</source>
        <translation>Wix no conoce esta clave. Cópiala entera otra vez de {keys}; si se borró allí, hace falta una nueva.</translation>
    </message>
    <message>
        <source>Wix does not know this session.</source>
        <translation>Wix no conoce esta sesión.</translation>
    </message>
    <message>
        <source>Wix has a booking with this e-mail that was counted by itself. Take one of them back.</source>
        <translation>En Wix hay una reserva con este correo que se contó aparte. Retira una de las dos.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own.</source>
        <translation>Wix tiene un problema propio.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own. Look at {page}.</source>
        <translation>Wix tiene un problema propio. Mira {page}.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking. Delete one there, then update.</source>
        <translation>Wix tiene dos registros de esta reserva. Borra uno allí y después actualiza.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking: delete one there first.</source>
        <translation>Wix tiene dos registros de esta reserva: borra primero uno allí.</translation>
    </message>
    <message>
        <source>Wix takes no more bookings for this session.</source>
        <translation>Wix no acepta más reservas para esta sesión.</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funciona</translation>
    </message>
    <message>
        <source>Write both days like {day}.</source>
        <translation>Escriba ambos días como {day}.</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Escribiendo el archivo…</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>Sí, continuar</translation>
    </message>
    <message>
        <source>a pause</source>
        <translation>una pausa</translation>
    </message>
    <message>
        <source>absent, missing, late, reminder, close out</source>
        <translation>ausente, falta, tarde, recordatorio, cierre</translation>
    </message>
    <message>
        <source>also counted on another device: {more}</source>
        <translation>contado también en otro dispositivo: {more}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more</source>
        <comment>and %n more</comment>
        <translation>
            <numerusform>y %n más</numerusform>
            <numerusform>y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>animation, moving, scrolling, gliding</source>
        <translation>animación, movimiento, desplazamiento</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>a las {time}</translation>
    </message>
    <message>
        <source>back to booked</source>
        <translation>de vuelta a reservado</translation>
    </message>
    <message>
        <source>barcode, QR, reader, code</source>
        <translation>código de barras, QR, lector, código</translation>
    </message>
    <message>
        <source>barcode, QR, reader, length</source>
        <translation>código de barras, QR, lector, longitud</translation>
    </message>
    <message numerus="yes">
        <source>booked for 1</source>
        <comment>booked for %n</comment>
        <translation>
            <numerusform>reservado para %n</numerusform>
            <numerusform>reservado para %n</numerusform>
        </translation>
    </message>
    <message>
        <source>booking {code}</source>
        <translation>reserva {code}</translation>
    </message>
    <message>
        <source>cancelled in Wix</source>
        <translation>cancelado en Wix</translation>
    </message>
    <message>
        <source>capacity {capacity}</source>
        <translation>aforo {capacity}</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>comprobando</translation>
    </message>
    <message>
        <source>contrast, colours, colors, night, day, bright, brightness, appearance</source>
        <translation>contraste, colores, noche, día, claro, brillo, apariencia, aspecto</translation>
    </message>
    <message>
        <source>country, format, calendar, clock, numbers, locale, 24 hour, 12 hour, week</source>
        <translation>país, formato, calendario, reloj, números, configuración regional, 24 horas, 12 horas, semana</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>decidido</translation>
    </message>
    <message>
        <source>first visit</source>
        <translation>primera visita</translation>
    </message>
    <message>
        <source>full, overbooked, limit, places, spaces, maximum</source>
        <translation>lleno, sobreventa, límite, plazas, máximo</translation>
    </message>
    <message>
        <source>history, delete, retention, GDPR, personal data</source>
        <translation>historial, borrar, conservación, RGPD, datos personales</translation>
    </message>
    <message>
        <source>in Wix: {server}, here: {mine}</source>
        <translation>en Wix: {server}, aquí: {mine}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>ahora mismo</translation>
    </message>
    <message>
        <source>last update {time}</source>
        <translation>última actualización {time}</translation>
    </message>
    <message>
        <source>mute, loud, louder, quieter, audio, speaker</source>
        <translation>silenciar, alto, más alto, más bajo, audio, altavoz</translation>
    </message>
    <message>
        <source>mute, silent, night, do not disturb</source>
        <translation>silenciar, silencio, noche, no molestar</translation>
    </message>
    <message>
        <source>mute, silent, silence, beep, noise, audio, speaker</source>
        <translation>silenciar, silencio, pitido, ruido, audio, altavoz</translation>
    </message>
    <message>
        <source>night, evening, schedule</source>
        <translation>noche, tarde, horario</translation>
    </message>
    <message>
        <source>night, morning, schedule</source>
        <translation>noche, mañana, horario</translation>
    </message>
    <message>
        <source>no update yet</source>
        <translation>aún sin actualizar</translation>
    </message>
    <message>
        <source>no-show</source>
        <translation>ausente</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>not in Wix</source>
        <translation>no está en Wix</translation>
    </message>
    <message>
        <source>of {booked} in</source>
        <translation>de {booked} presentes</translation>
    </message>
    <message>
        <source>off</source>
        <translation>no</translation>
    </message>
    <message>
        <source>on</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>opens {day}</source>
        <translation>abre {day}</translation>
    </message>
    <message>
        <source>password, PIN, code, secure, screen lock</source>
        <translation>contraseña, PIN, código, seguridad, bloqueo de pantalla</translation>
    </message>
    <message>
        <source>problem, error, trouble, log, support, help</source>
        <translation>problema, error, fallo, registro, soporte, ayuda</translation>
    </message>
    <message>
        <source>proxy, network, internet, wifi, API key, account, sign in, log in, log out, Wix</source>
        <translation>proxy, red, internet, clave de API, cuenta, iniciar sesión, Wix, wifi, cerrar sesión, salir</translation>
    </message>
    <message>
        <source>saved here, not sent yet</source>
        <translation>guardado aquí, aún sin enviar</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>enviado</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>retirado</translation>
    </message>
    <message>
        <source>translation, locale</source>
        <translation>traducción, idioma, configuración regional</translation>
    </message>
    <message numerus="yes">
        <source>tried once</source>
        <comment>tried %n times</comment>
        <translation>
            <numerusform>%n intento</numerusform>
            <numerusform>%n intentos</numerusform>
        </translation>
    </message>
    <message>
        <source>turnout {number}</source>
        <translation>turnout {number}</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>deshacer</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>deshecho</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verificado</translation>
    </message>
    <message>
        <source>version, licence, license, update, help</source>
        <translation>versión, licencia, actualización, ayuda</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>pendiente</translation>
    </message>
    <message>
        <source>waiting for approval in Wix</source>
        <translation>pendiente de aprobación en Wix</translation>
    </message>
    <message>
        <source>zoom, font, larger, bigger, smaller, letters, scale, readable</source>
        <translation>zoom, letra, fuente, más grande, grande, pequeño, letras, escala, legible</translation>
    </message>
    <message>
        <source>{attended} of {booked} in</source>
        <translation>{attended} de {booked} presentes</translation>
    </message>
    <message>
        <source>{before} to {after}</source>
        <translation>de {before} a {after}</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, just now.</source>
        <translation>{booked} reservas en {n} sesión, ahora mismo.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {hours} h ago.</source>
        <translation>{booked} reservas en {n} sesión, hace {hours} h.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {minutes} min ago.</source>
        <translation>{booked} reservas en {n} sesión, hace {minutes} min.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, just now.</source>
        <translation>{booked} reservas en {n} sesiones, ahora mismo.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {hours} h ago.</source>
        <translation>{booked} reservas en {n} sesiones, hace {hours} h.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {minutes} min ago.</source>
        <translation>{booked} reservas en {n} sesiones, hace {minutes} min.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} session today, as of {pulled}.</source>
        <translation>{booked} reservas en {n} sesión hoy, a las {pulled}.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} sessions today, as of {pulled}.</source>
        <translation>{booked} reservas en {n} sesiones hoy, a las {pulled}.</translation>
    </message>
    <message>
        <source>{booked} for {sessions}, {ago}.</source>
        <translation>{booked} para {sessions}, {ago}.</translation>
    </message>
    <message>
        <source>{change} changed elsewhere</source>
        <translation>{change} cambiado en otro lugar</translation>
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
        <translation>{done} de {total} sesiones</translation>
    </message>
    <message>
        <source>{gigabytes} GB are free.</source>
        <translation>Hay {gigabytes} GB libres.</translation>
    </message>
    <message>
        <source>{here} in</source>
        <translation>{here} presentes</translation>
    </message>
    <message>
        <source>{here} of {days} days are on this computer.</source>
        <translation>{here} de {days} días están en este ordenador.</translation>
    </message>
    <message>
        <source>{here} of {party} in</source>
        <translation>{here} de {party} presentes</translation>
    </message>
    <message>
        <source>{hits} of {targets}</source>
        <translation>{hits} de {targets}</translation>
    </message>
    <message>
        <source>{hits} of {targets} targets were hit. Where the screen does not feel a finger, calibrate it in the system’s settings, then test again.</source>
        <translation>Se tocaron {hits} de {targets} puntos. Donde la pantalla no siente el dedo, calíbrala en los ajustes del sistema y prueba de nuevo.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}, with the authorities of {file}.</source>
        <translation>{host} responde, por el proxy {proxy}, con las autoridades de {file}.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}.</source>
        <translation>{host} responde, por el proxy {proxy}.</translation>
    </message>
    <message>
        <source>{host} answers, with the authorities of {file}.</source>
        <translation>{host} responde, con las autoridades de {file}.</translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation>{host} responde.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} no respondió a tiempo.</translation>
    </message>
    <message>
        <source>{listed} of the site’s {all} sessions today are listed on this computer.</source>
        <translation>En este ordenador se muestran {listed} de las {all} sesiones de hoy del sitio.</translation>
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
        <translation>{name} tiene varias reservas hoy. Intro registra aquí</translation>
    </message>
    <message>
        <source>{name} needs attention: Enter shows what to decide</source>
        <translation>{name} requiere atención: Intro muestra qué decidir</translation>
    </message>
    <message>
        <source>{name} {what}</source>
        <translation>{name} {what}</translation>
    </message>
    <message>
        <source>{name}: all {party} are already in</source>
        <translation>{name}: los {party} ya están</translation>
    </message>
    <message>
        <source>{name}: already checked in</source>
        <translation>{name}: ya registrado</translation>
    </message>
    <message>
        <source>{name}: back to {status}</source>
        <translation>{name}: de vuelta a «{status}»</translation>
    </message>
    <message>
        <source>{name}: booked for {party}. Press + or Enter</source>
        <translation>{name}: reservado para {party}. Pulsa + o Intro</translation>
    </message>
    <message>
        <source>{name}: checked in</source>
        <translation>{name}: registrado</translation>
    </message>
    <message>
        <source>{name}: code {code} copied</source>
        <translation>{name}: código {code} copiado</translation>
    </message>
    <message>
        <source>{name}: decided</source>
        <translation>{name}: decidido</translation>
    </message>
    <message>
        <source>{name}: discarded</source>
        <translation>{name}: descartado</translation>
    </message>
    <message>
        <source>{name}: kept on this computer</source>
        <translation>{name}: conservado en este ordenador</translation>
    </message>
    <message>
        <source>{name}: no-show</source>
        <translation>{name}: ausente</translation>
    </message>
    <message>
        <source>{name}: note removed</source>
        <translation>{name}: nota quitada</translation>
    </message>
    <message>
        <source>{name}: note saved</source>
        <translation>{name}: nota guardada</translation>
    </message>
    <message>
        <source>{name}: walk-in taken back</source>
        <translation>{name}: sin reserva, retirado</translation>
    </message>
    <message>
        <source>{name}: will be sent again</source>
        <translation>{name}: se enviará de nuevo</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in</source>
        <translation>{name}: {here} de {party} presentes</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in. Press + or Enter</source>
        <translation>{name}: {here} de {party} presentes. Pulsa + o Intro</translation>
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
        <translation>{n} de {all} sesiones aún sin cargar.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions are not loaded yet.</source>
        <translation>{n} de {all} sesiones aún sin cargar.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions is not loaded yet.</source>
        <translation>{n} de {all} sesiones aún sin cargar.</translation>
    </message>
    <message>
        <source>{party} booked + {extra} extra</source>
        <translation>{party} reservados + {extra} extra</translation>
    </message>
    <message>
        <source>{people} more</source>
        <translation>Faltan {people}</translation>
    </message>
    <message>
        <source>{person} is booked in this session already.</source>
        <translation>{person} ya tiene reserva en esta sesión.</translation>
    </message>
    <message>
        <source>{person} is booked in this session and is in already.</source>
        <translation>{person} tiene reserva en esta sesión y ya está dentro.</translation>
    </message>
    <message>
        <source>{reason} Check-in goes on; nothing is sent until that is put right.</source>
        <translation>{reason} El registro sigue; no se envía nada hasta que se arregle.</translation>
    </message>
    <message>
        <source>{setting} cannot be that. It is as it was.</source>
        <translation>{setting}: ese valor no es posible. Queda como estaba.</translation>
    </message>
    <message>
        <source>{setting}: less</source>
        <translation>{setting}: menos</translation>
    </message>
    <message>
        <source>{setting}: more</source>
        <translation>{setting}: más</translation>
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
        <translation>{title} ha terminado. Intro registra a {name} igualmente</translation>
    </message>
    <message>
        <source>{title} has room for {left} more ({attended} of {capacity}).</source>
        <translation>En {title} queda sitio para {left} más ({attended} de {capacity}).</translation>
    </message>
    <message>
        <source>{title} is full ({attended} of {capacity}).</source>
        <translation>{title} está al completo ({attended} de {capacity}).</translation>
    </message>
    <message>
        <source>{title} was cancelled. Nobody can be checked in.</source>
        <translation>{title} se canceló. No se puede registrar a nadie.</translation>
    </message>
    <message>
        <source>{title} was cancelled; nobody can be checked in.</source>
        <translation>{title} se canceló; no se puede registrar a nadie.</translation>
    </message>
    <message>
        <source>{what} Check this computer’s network, then test again.</source>
        <translation>{what} Comprueba la red de este ordenador y prueba de nuevo.</translation>
    </message>
    <message>
        <source>{what} Copy all three once more, and test again.</source>
        <translation>{what} Copia los tres otra vez y prueba de nuevo.</translation>
    </message>
    <message>
        <source>{what} Test again in a few minutes.</source>
        <translation>{what} Prueba de nuevo en unos minutos.</translation>
    </message>
    <message>
        <source>{words}, chosen</source>
        <translation>{words}, elegido</translation>
    </message>
    <message>
        <source>{words}: {group}</source>
        <translation>{words}: {group}</translation>
    </message>
</context>
</TS>
