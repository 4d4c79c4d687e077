<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>+ Walk-in</source>
        <translation>+ ללא הזמנה</translation>
    </message>
    <message>
        <source>+ Walk-in “{name}”</source>
        <translation>+ ללא הזמנה ״{name}״</translation>
    </message>
    <message>
        <source>+{people} extra</source>
        <translation>+{people} נוספים</translation>
    </message>
    <message>
        <source>0–9</source>
        <translation>0–9</translation>
    </message>
    <message numerus="yes">
        <source>1 booked</source>
        <comment>%n booked</comment>
        <translation>
            <numerusform>הזמנה אחת</numerusform>
            <numerusform>%n הזמנות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 booking</source>
        <comment>%n bookings</comment>
        <translation>
            <numerusform>הזמנה אחת</numerusform>
            <numerusform>%n הזמנות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 character</source>
        <comment>%n characters</comment>
        <translation>
            <numerusform>תו אחד</numerusform>
            <numerusform>%n תווים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in is only on this computer, or was not read back from Wix yet. Send it first, or take it along in a file.</source>
        <comment>%n check-ins are only on this computer, or were not read back from Wix yet. Send them first, or take them along in a file.</comment>
        <translation>
            <numerusform>סימון הגעה אחד קיים רק במחשב הזה, או שעדיין לא נקרא חזרה מ-Wix. שלחו אותו קודם, או קחו אותו אתכם בקובץ.</numerusform>
            <numerusform>%n סימוני הגעה קיימים רק במחשב הזה, או שעדיין לא נקראו חזרה מ-Wix. שלחו אותם קודם, או קחו אותם אתכם בקובץ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in was handed over in a file: it is not counted or sent here any more. Import the file on another computer, which then sends it.</source>
        <comment>%n check-ins were handed over in a file: they are not counted or sent here any more. Import the file on another computer, which then sends them.</comment>
        <translation>
            <numerusform>סימון הגעה אחד נמסר בקובץ: הוא לא נספר ולא נשלח יותר מכאן. ייבאו את הקובץ במחשב אחר, והוא ישלח אותו.</numerusform>
            <numerusform>%n סימוני הגעה נמסרו בקובץ: הם לא נספרים ולא נשלחים יותר מכאן. ייבאו את הקובץ במחשב אחר, והוא ישלח אותם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 client without a no-show</source>
        <comment>%n clients without a no-show</comment>
        <translation>
            <numerusform>לקוח אחד ללא אי-הגעה</numerusform>
            <numerusform>%n לקוחות ללא אי-הגעה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day</source>
        <comment>%n days</comment>
        <translation>
            <numerusform>יום אחד</numerusform>
            <numerusform>%n ימים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day before</source>
        <comment>%n days before</comment>
        <translation>
            <numerusform>יום אחד לפני כן</numerusform>
            <numerusform>%n ימים לפני כן</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit typed</source>
        <comment>%n digits typed</comment>
        <translation>
            <numerusform>ספרה אחת הוקלדה</numerusform>
            <numerusform>הוקלדו %n ספרות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit. Optional at a reception; a kiosk asks for it before it can be left.</source>
        <comment>%n digits. Optional at a reception; a kiosk asks for it before it can be left.</comment>
        <translation>
            <numerusform>ספרה אחת. לא חובה בדלפק; קיוסק מבקש אותה לפני שיוצאים ממנו.</numerusform>
            <numerusform>%n ספרות. לא חובה בדלפק; קיוסק מבקש אותן לפני שיוצאים ממנו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 finished session</source>
        <comment>%n finished sessions</comment>
        <translation>
            <numerusform>מפגש אחד שהסתיים</numerusform>
            <numerusform>%n מפגשים שהסתיימו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 h ago</source>
        <comment>%n h ago</comment>
        <translation>
            <numerusform>לפני שעה</numerusform>
            <numerusform>לפני %n שעות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 key is no scan; a code has at least 4.</source>
        <comment>%n keys are no scan; a code has at least 4.</comment>
        <translation>
            <numerusform>הקשה אחת אינה סריקה; בקוד יש לפחות 4.</numerusform>
            <numerusform>%n הקשות אינן סריקה; בקוד יש לפחות 4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 min ago</source>
        <comment>%n min ago</comment>
        <translation>
            <numerusform>לפני דקה</numerusform>
            <numerusform>לפני %n דק׳</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute</source>
        <comment>%n minutes</comment>
        <translation>
            <numerusform>דקה</numerusform>
            <numerusform>%n דקות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute fast</source>
        <comment>%n minutes fast</comment>
        <translation>
            <numerusform>ממהר בדקה</numerusform>
            <numerusform>ממהר ב-%n דקות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute slow</source>
        <comment>%n minutes slow</comment>
        <translation>
            <numerusform>מפגר בדקה</numerusform>
            <numerusform>מפגר ב-%n דקות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more</source>
        <comment>%n more</comment>
        <translation>
            <numerusform>עוד אחד</numerusform>
            <numerusform>עוד %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 needs attention</source>
        <comment>%n need attention</comment>
        <translation>
            <numerusform>אחד דורש טיפול</numerusform>
            <numerusform>%n דורשים טיפול</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of {sessions} is not loaded yet.</source>
        <comment>%n of {sessions} are not loaded yet.</comment>
        <translation>
            <numerusform>מפגש אחד מתוך {sessions} עדיין לא נטען.</numerusform>
            <numerusform>%n מתוך {sessions} עדיין לא נטענו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here</source>
        <comment>%n parties are partly here</comment>
        <translation>
            <numerusform>קבוצה אחת כאן בחלקה</numerusform>
            <numerusform>%n קבוצות כאן בחלקן</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here; it stays as it is.</source>
        <comment>%n parties are partly here; they stay as they are.</comment>
        <translation>
            <numerusform>קבוצה אחת כאן בחלקה; היא נשארת כפי שהיא.</numerusform>
            <numerusform>%n קבוצות כאן בחלקן; הן נשארות כפי שהן.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person hasn’t arrived</source>
        <comment>%n people haven’t arrived</comment>
        <translation>
            <numerusform>אדם אחד לא הגיע</numerusform>
            <numerusform>%n אנשים לא הגיעו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person named {name}</source>
        <comment>%n people named {name}</comment>
        <translation>
            <numerusform>רק אחד בשם {name}</numerusform>
            <numerusform>%n בשם {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: back to {status}</source>
        <comment>%n people: back to {status}</comment>
        <translation>
            <numerusform>אחד: חזרה למצב {status}</numerusform>
            <numerusform>%n אנשים: חזרה למצב {status}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: no-show</source>
        <comment>%n people: no-show</comment>
        <translation>
            <numerusform>אחד: אי-הגעה</numerusform>
            <numerusform>%n אנשים: אי-הגעה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result</source>
        <comment>%n results</comment>
        <translation>
            <numerusform>תוצאה אחת</numerusform>
            <numerusform>%n תוצאות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result, and more match</source>
        <comment>%n results, and more match</comment>
        <translation>
            <numerusform>תוצאה אחת, ויש עוד</numerusform>
            <numerusform>%n תוצאות, ויש עוד</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 saved on this computer</source>
        <comment>%n saved on this computer</comment>
        <translation>
            <numerusform>אחד שמור במחשב הזה</numerusform>
            <numerusform>%n שמורים במחשב הזה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session</source>
        <comment>%n sessions</comment>
        <translation>
            <numerusform>מפגש אחד</numerusform>
            <numerusform>%n מפגשים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session on this day is left out at this desk, by its location or service.</source>
        <comment>All %n sessions on this day are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>מפגש אחד ביום זה אינו מוצג בדלפק הזה, בגלל המקום או השירות שלו.</numerusform>
            <numerusform>כל %n המפגשים של יום זה אינם מוצגים בדלפק הזה, בגלל המקומות או השירותים שלהם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session today is left out at this desk, by its location or service.</source>
        <comment>All %n sessions today are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>מפגש אחד היום אינו מוצג בדלפק הזה, בגלל המקום או השירות שלו.</numerusform>
            <numerusform>כל %n המפגשים של היום אינם מוצגים בדלפק הזה, בגלל המקומות או השירותים שלהם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 thing to put right. It stands first, with what to do.</source>
        <comment>%n things to put right. They stand first, with what to do.</comment>
        <translation>
            <numerusform>דבר אחד לתקן. הוא ראשון ברשימה, עם מה שיש לעשות.</numerusform>
            <numerusform>%n דברים לתקן. הם ראשונים ברשימה, עם מה שיש לעשות.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 waiting to send</source>
        <comment>%n waiting to send</comment>
        <translation>
            <numerusform>אחד ממתין לשליחה</numerusform>
            <numerusform>%n ממתינים לשליחה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 walk-in · not in Wix</source>
        <comment>%n walk-ins · not in Wix</comment>
        <translation>
            <numerusform>אחד ללא הזמנה · לא ב-Wix</numerusform>
            <numerusform>%n ללא הזמנה · לא ב-Wix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 was sent and is checked once more.</source>
        <comment>%n were sent and are checked once more.</comment>
        <translation>
            <numerusform>אחד נשלח ונבדק פעם נוספת.</numerusform>
            <numerusform>%n נשלחו ונבדקים פעם נוספת.</numerusform>
        </translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long.</source>
        <translation>ב-PIN יש {wanted} ספרות ושום דבר אחר; אורכו כאן {typed}.</translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long. Type it again, or leave it empty.</source>
        <translation>ב-PIN יש {wanted} ספרות ושום דבר אחר; אורכו כאן {typed}. הקלידו שוב, או השאירו ריק.</translation>
    </message>
    <message>
        <source>A decision between two numbers cannot be undone. Set the count instead.</source>
        <translation>אי אפשר לבטל הכרעה בין שני מספרים. אפשר לקבוע את המספר במקום.</translation>
    </message>
    <message>
        <source>A full session takes nobody more on this computer, and says so.</source>
        <translation>מפגש מלא אינו מקבל איש נוסף במחשב הזה, ואומר זאת.</translation>
    </message>
    <message>
        <source>A note has at most {most} characters.</source>
        <translation>בהערה יש לכל היותר {most} תווים.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of Wix. Open a browser and sign in to the network.</source>
        <translation>דף של הרשת הזו עונה במקום Wix. פתחו דפדפן והתחברו לרשת.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of {host}.</source>
        <translation>דף של הרשת הזו עונה במקום {host}.</translation>
    </message>
    <message>
        <source>A proxy that asks for none can be typed into Network settings (turnout --set-up).</source>
        <translation>אפשר להקליד proxy שאינו מבקש אותם ב״הגדרות רשת״ (turnout --set-up).</translation>
    </message>
    <message>
        <source>A proxy’s name and password cannot be kept here, where anybody may read them. Leave them out, or start turnout with {variable} set.</source>
        <translation>אי אפשר לשמור כאן שם וסיסמה של proxy, במקום שכל אחד יכול לקרוא. השמיטו אותם, או הפעילו את turnout עם {variable}.</translation>
    </message>
    <message>
        <source>A report spans {days} days at most.</source>
        <translation>דוח מכסה {days} ימים לכל היותר.</translation>
    </message>
    <message>
        <source>A session in which this computer counted somebody is always listed. This can be changed later with {command}.</source>
        <translation>מפגש שבו סומנה הגעה במחשב הזה מוצג תמיד. אפשר לשנות זאת אחר כך עם {command}.</translation>
    </message>
    <message>
        <source>A site without a name</source>
        <translation>אתר ללא שם</translation>
    </message>
    <message>
        <source>A window can be opened.</source>
        <translation>אפשר לפתוח חלון.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>מפתח API</translation>
    </message>
    <message>
        <source>About</source>
        <translation>אודות</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>פעילות</translation>
    </message>
    <message>
        <source>Add 1 extra</source>
        <translation>הוספת 1 נוסף</translation>
    </message>
    <message>
        <source>Add and check in</source>
        <translation>הוספה וסימון הגעה</translation>
    </message>
    <message>
        <source>Add another site</source>
        <translation>הוספת אתר</translation>
    </message>
    <message>
        <source>Add another site…</source>
        <translation>הוספת אתר…</translation>
    </message>
    <message>
        <source>Add it from the site&apos;s App Market.</source>
        <translation>הוסיפו אותו ממרקט האפליקציות של האתר.</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>הוספת הערה</translation>
    </message>
    <message>
        <source>Add to {session} instead</source>
        <translation>להוסיף במקום זה אל {session}</translation>
    </message>
    <message>
        <source>Add “{name}” to the app&apos;s permissions where it was made, and let the site&apos;s owner agree to it.</source>
        <translation>הוסיפו את ״{name}״ להרשאות של האפליקציה במקום שבו נוצרה, ובקשו מבעלי האתר לאשר.</translation>
    </message>
    <message>
        <source>After a check-in by hand</source>
        <translation>אחרי סימון ידני</translation>
    </message>
    <message>
        <source>After a scan</source>
        <translation>אחרי סריקה</translation>
    </message>
    <message>
        <source>All</source>
        <translation>הכול</translation>
    </message>
    <message>
        <source>All five targets were hit.</source>
        <translation>כל חמש המטרות נפגעו.</translation>
    </message>
    <message>
        <source>All of this is optional, and can be changed later with {command}.</source>
        <translation>כל זה לא חובה, ואפשר לשנות זאת אחר כך עם {command}.</translation>
    </message>
    <message>
        <source>All sent · checking</source>
        <translation>הכול נשלח · בבדיקה</translation>
    </message>
    <message>
        <source>All {party} of this booking are in. Use “Add 1 extra” for one more.</source>
        <translation>כל ה-{party} בהזמנה הזו כבר כאן. לעוד אחד: ״הוספת 1 נוסף״.</translation>
    </message>
    <message>
        <source>Already marked as a no-show.</source>
        <translation>כבר סומן כאי-הגעה.</translation>
    </message>
    <message>
        <source>An appointment takes no walk-ins: book another one in Wix.</source>
        <translation>לפגישה אישית אין מגיעים ללא הזמנה: קבעו פגישה נוספת ב-Wix.</translation>
    </message>
    <message>
        <source>Another address in place of Wix’s</source>
        <translation>כתובת אחרת במקום זו של Wix</translation>
    </message>
    <message>
        <source>Another computer</source>
        <translation>מחשב אחר</translation>
    </message>
    <message>
        <source>Another key for this site: close turnout and start it as “{command}”. Another site: “Sites” in the sync panel. Nothing that waits to be sent is lost.</source>
        <translation>מפתח אחר לאתר הזה: סגרו את turnout והפעילו אותו כ-״{command}״. אתר אחר: ״אתרים״ בחלונית הסנכרון. דבר שממתין לשליחה לא יאבד.</translation>
    </message>
    <message>
        <source>Another process is sending</source>
        <translation>תהליך אחר שולח</translation>
    </message>
    <message>
        <source>Another process is sending.</source>
        <translation>תהליך אחר שולח.</translation>
    </message>
    <message>
        <source>Another process on this computer is sending. Check-in goes on as usual.</source>
        <translation>תהליך אחר במחשב הזה שולח. סימון ההגעה נמשך כרגיל.</translation>
    </message>
    <message>
        <source>Another program is holding this computer&apos;s data.</source>
        <translation>תוכנה אחרת מחזיקה בנתונים של המחשב הזה.</translation>
    </message>
    <message>
        <source>App ID</source>
        <translation>מזהה האפליקציה</translation>
    </message>
    <message>
        <source>App secret</source>
        <translation>סוד האפליקציה</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>פגישה</translation>
    </message>
    <message>
        <source>Arrival time</source>
        <translation>שעת הגעה</translation>
    </message>
    <message>
        <source>As the site</source>
        <translation>כמו האתר</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>כמו המערכת</translation>
    </message>
    <message>
        <source>As this computer’s system tells it. Change it if it is not right.</source>
        <translation>כפי שהמערכת של המחשב הזה מוסרת. שנו אם זה לא נכון.</translation>
    </message>
    <message>
        <source>Ask about no-shows</source>
        <translation>שאלה על אי-הגעה</translation>
    </message>
    <message>
        <source>Ask whoever runs this network to let turnout reach {host}.</source>
        <translation>בקשו ממי שמנהל את הרשת לאפשר ל-turnout להגיע אל {host}.</translation>
    </message>
    <message>
        <source>Asking Wix…</source>
        <translation>שואל את Wix…</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>נוכחות</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>הגיעו</translation>
    </message>
    <message>
        <source>A–Z</source>
        <translation>‏A–Z</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>חזרה</translation>
    </message>
    <message>
        <source>Back to booked</source>
        <translation>חזרה ל״הוזמן״</translation>
    </message>
    <message>
        <source>Back to normal</source>
        <translation>חזרה למצב רגיל</translation>
    </message>
    <message>
        <source>Between keys</source>
        <translation>בין הקשות</translation>
    </message>
    <message>
        <source>Block over capacity</source>
        <translation>חסימה מעבר לתפוסה</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>הוזמן</translation>
    </message>
    <message>
        <source>Booked for {party}, {here} in: {more} more can arrive.</source>
        <translation>הוזמנו {party}, כאן {here}: יכולים להגיע עוד {more}.</translation>
    </message>
    <message>
        <source>Booked for {party}: at most {most} can be decided here.</source>
        <translation>הוזמנו {party}: אפשר לקבוע כאן {most} לכל היותר.</translation>
    </message>
    <message>
        <source>Booked for {session} and not here:</source>
        <translation>הזמינו ל-{session} ולא כאן:</translation>
    </message>
    <message>
        <source>Booking time</source>
        <translation>מועד ההזמנה</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>הזמנות</translation>
    </message>
    <message>
        <source>Both screens</source>
        <translation>שני המסכים</translation>
    </message>
    <message>
        <source>By client</source>
        <translation>לפי לקוח</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>לפי שירות</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>לפי יום ושעה</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>בוטל</translation>
    </message>
    <message>
        <source>Cancelled in Wix</source>
        <translation>בוטל ב-Wix</translation>
    </message>
    <message>
        <source>Changed in Wix: {server}, here: {mine}.</source>
        <translation>השתנה ב-Wix: ‏{server}, כאן: {mine}.</translation>
    </message>
    <message numerus="yes">
        <source>Changes of the last day.</source>
        <comment>Changes of the last %n days.</comment>
        <translation>
            <numerusform>השינויים של היום האחרון.</numerusform>
            <numerusform>השינויים של %n הימים האחרונים.</numerusform>
        </translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>תווים</translation>
    </message>
    <message>
        <source>Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and TURNOUT_API_URL where they are set.</source>
        <translation>בדקו את ״הגדרות רשת״ (turnout --set-up), ואת HTTPS_PROXY,‏ SSL_CERT_FILE ו-TURNOUT_API_URL אם הם מוגדרים.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>בדיקה חוזרת</translation>
    </message>
    <message>
        <source>Check again; if it comes back, start turnout again.</source>
        <translation>בדקו שוב; אם זה חוזר, הפעילו את turnout מחדש.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>סימון הגעה</translation>
    </message>
    <message>
        <source>Check in this booking</source>
        <translation>סימון ההזמנה הזאת</translation>
    </message>
    <message>
        <source>Check in this booking, {people}</source>
        <translation>סימון ההזמנה הזאת, {people}</translation>
    </message>
    <message>
        <source>Check in {people}</source>
        <translation>סימון {people}</translation>
    </message>
    <message>
        <source>Check the address and the proxy in Network settings (turnout --set-up), and TURNOUT_API_URL and HTTPS_PROXY where they are set.</source>
        <translation>בדקו את הכתובת ואת ה-proxy ב״הגדרות רשת״ (turnout --set-up), ואת TURNOUT_API_URL ו-HTTPS_PROXY אם הם מוגדרים.</translation>
    </message>
    <message>
        <source>Check the app&apos;s ID, secret and instance ID, and that it is installed on the site.</source>
        <translation>בדקו את מזהה האפליקציה, את הסוד ואת מזהה המופע, ושהיא מותקנת באתר.</translation>
    </message>
    <message>
        <source>Check the cable or the Wi-Fi of this computer.</source>
        <translation>בדקו את הכבל או את ה-Wi-Fi של המחשב הזה.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the disk.</source>
        <translation>בדקו את הרשאות התיקייה ואת הדיסק.</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>סימון הגעה</translation>
    </message>
    <message>
        <source>Check-in cannot start</source>
        <translation>אי אפשר להתחיל</translation>
    </message>
    <message>
        <source>Check-in goes on from what this computer knows.</source>
        <translation>סימון ההגעה נמשך לפי מה שהמחשב הזה יודע.</translation>
    </message>
    <message>
        <source>Check-in goes on meanwhile.</source>
        <translation>סימון ההגעה נמשך בינתיים.</translation>
    </message>
    <message>
        <source>Check-in opens on {day}.</source>
        <translation>סימון ההגעה נפתח ב{day}.</translation>
    </message>
    <message>
        <source>Check-ins are still being sent; nothing was forgotten. Start turnout again.</source>
        <translation>סימוני הגעה עדיין נשלחים; שום דבר לא נשכח. הפעילו את turnout שוב.</translation>
    </message>
    <message>
        <source>Check-ins can be saved on this computer.</source>
        <translation>אפשר לשמור סימוני הגעה במחשב הזה.</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>סומנה הגעה</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} booking: {named}.</source>
        <translation>סומנו יותר מפעם אחת ב-Wix, ‏{n} הזמנות: {named}.</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} bookings: {named}.</source>
        <translation>סומנו יותר מפעם אחת ב-Wix, ‏{n} הזמנות: {named}.</translation>
    </message>
    <message>
        <source>Checking in</source>
        <translation>סימון הגעה</translation>
    </message>
    <message>
        <source>Checking people in</source>
        <translation>סימון הגעה</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>בחרו מקום אחר.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>שיעור</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>ניקוי</translation>
    </message>
    <message>
        <source>Clear the PIN</source>
        <translation>ניקוי הקוד</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>ניקוי החיפוש</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>לקוח</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>שעון</translation>
    </message>
    <message numerus="yes">
        <source>Clock 1 min off.</source>
        <comment>Clock %n min off.</comment>
        <translation>
            <numerusform>סטייה של דקה בשעון.</numerusform>
            <numerusform>סטייה של %n דק׳ בשעון.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clock not compared yet.</source>
        <translation>השעון עדיין לא הושווה.</translation>
    </message>
    <message>
        <source>Clock ok.</source>
        <translation>השעון תקין.</translation>
    </message>
    <message>
        <source>Clock {n} min off.</source>
        <translation>סטייה של {n} דק׳ בשעון.</translation>
    </message>
    <message>
        <source>Close it, then check again.</source>
        <translation>סגרו אותה, ואז בדקו שוב.</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>סגירת החלונית</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>סגירת {title}</translation>
    </message>
    <message>
        <source>Comes in a later version</source>
        <translation>יגיע בהמשך</translation>
    </message>
    <message>
        <source>Connect this computer once: then it works without Wix too.</source>
        <translation>חברו את המחשב הזה פעם אחת: אז הוא עובד גם ללא Wix.</translation>
    </message>
    <message>
        <source>Connect your Wix site</source>
        <translation>חיבור אתר ה-Wix שלכם</translation>
    </message>
    <message>
        <source>Connected to Wix</source>
        <translation>מחובר ל-Wix</translation>
    </message>
    <message>
        <source>Connecting to Wix…</source>
        <translation>מתחבר ל-Wix…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>מתחבר…</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>חיבור</translation>
    </message>
    <message>
        <source>Copied. The report names no client and no key.</source>
        <translation>הועתק. הדוח לא מזכיר אף לקוח ואף מפתח.</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>העתקת הקוד</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>העתקת הדוח</translation>
    </message>
    <message>
        <source>Copy the key and the site ID again, and check TURNOUT_API_URL.</source>
        <translation>העתיקו שוב את המפתח ואת מזהה האתר, ובדקו את TURNOUT_API_URL.</translation>
    </message>
    <message>
        <source>Copy the site ID from the dashboard&apos;s address, after /dashboard/, and make the key in the account of the site&apos;s owner.</source>
        <translation>העתיקו את מזהה האתר מהכתובת של לוח הבקרה, אחרי /dashboard/, וצרו את המפתח בחשבון של בעלי האתר.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>סופר…</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>קורס</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>פרטי גישה</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>‏Ctrl</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>כהה</translation>
    </message>
    <message>
        <source>Dark by the clock</source>
        <translation>כהה לפי השעה</translation>
    </message>
    <message>
        <source>Dark from</source>
        <translation>כהה מ-</translation>
    </message>
    <message>
        <source>Dark until</source>
        <translation>כהה עד</translation>
    </message>
    <message>
        <source>Data &amp; privacy</source>
        <translation>נתונים ופרטיות</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>תאריך</translation>
    </message>
    <message>
        <source>Dates, times and digits</source>
        <translation>תאריכים, שעות וספרות</translation>
    </message>
    <message>
        <source>Day before, after</source>
        <translation>היום שלפני, היום שאחרי</translation>
    </message>
    <message>
        <source>Decide in the sync panel: the mark at the top right opens it.</source>
        <translation>הכריעו בחלונית הסנכרון: הסימן למעלה פותח אותה.</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>מחיקת הספרה האחרונה</translation>
    </message>
    <message>
        <source>Demo site · Practice an outage</source>
        <translation>אתר הדגמה · תרגול תקלה</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>אבחון</translation>
    </message>
    <message>
        <source>Diagonal of the screen, in inches or cm</source>
        <translation>אלכסון המסך, באינצ׳ים או בס״מ</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>מחיקה</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>מחיקה…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>ניתוק</translation>
    </message>
    <message>
        <source>Disconnect this site…</source>
        <translation>ניתוק האתר הזה…</translation>
    </message>
    <message>
        <source>Disconnect {site}</source>
        <translation>ניתוק {site}</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>שטח בדיסק</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>תצוגה</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>ביצוע מחדש</translation>
    </message>
    <message>
        <source>Don’t sign out or reset this computer until waiting is 0.</source>
        <translation>אין להתנתק או לאפס את המחשב הזה לפני שמספר הממתינים הוא 0.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>כפילויות</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>אימייל (לא חובה)</translation>
    </message>
    <message>
        <source>Earlier sessions</source>
        <translation>מפגשים קודמים</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>עריכת הערה</translation>
    </message>
    <message>
        <source>End</source>
        <translation>‏End</translation>
    </message>
    <message>
        <source>End the test</source>
        <translation>סיום הבדיקה</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>הסתיים</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>הסתיים ב</translation>
    </message>
    <message>
        <source>English, Hebrew, Arabic, German, Spanish, French</source>
        <translation>אנגלית, עברית, ערבית, גרמנית, ספרדית, צרפתית</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>‏Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>‏Esc</translation>
    </message>
    <message>
        <source>Every answer takes four seconds. The desk never waits for it.</source>
        <translation>כל תשובה אורכת ארבע שניות. הדלפק לא מחכה לה.</translation>
    </message>
    <message>
        <source>Every check-in of this demo is forgotten, here and there, and a new day is made up.</source>
        <translation>כל סימוני ההגעה של ההדגמה יימחקו, כאן ושם, ויווצר יום חדש.</translation>
    </message>
    <message>
        <source>Everyone is here</source>
        <translation>כולם כאן</translation>
    </message>
    <message>
        <source>Everything is in Wix.</source>
        <translation>הכול ב-Wix.</translation>
    </message>
    <message>
        <source>Everything that check-in needs is there.</source>
        <translation>יש כל מה שסימון ההגעה צריך.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>הכול עובד.</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>ייצוא CSV</translation>
    </message>
    <message>
        <source>Export and go on</source>
        <translation>ייצוא והמשך</translation>
    </message>
    <message>
        <source>Export to the file</source>
        <translation>ייצוא לקובץ</translation>
    </message>
    <message>
        <source>F5 asks Wix again.</source>
        <translation>‏F5 שואל את Wix שוב.</translation>
    </message>
    <message>
        <source>Falling: it did not work</source>
        <translation>יורד: זה לא הצליח</translation>
    </message>
    <message>
        <source>File with the CA of this network</source>
        <translation>קובץ עם ה-CA של הרשת הזו</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>סינון</translation>
    </message>
    <message>
        <source>Filter the sessions</source>
        <translation>סינון המפגשים</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>חיפוש אדם</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>חיפוש הגדרה</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>היום הראשון</translation>
    </message>
    <message>
        <source>First row, last row</source>
        <translation>שורה ראשונה, אחרונה</translation>
    </message>
    <message>
        <source>For an app of your own that is installed on the site. Whoever made it knows all three; the secret is kept in this computer’s secret store, never in a file.</source>
        <translation>לאפליקציה משלכם שמותקנת באתר. מי שיצר אותה מכיר את שלושתם; הסוד נשמר בכספת הסודות של המחשב הזה, לעולם לא בקובץ.</translation>
    </message>
    <message>
        <source>For today, up to {most} characters</source>
        <translation>להיום, עד {most} תווים</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It stands on:</source>
        <translation>תוכנה חופשית ברישיון MIT. היא נשענת על:</translation>
    </message>
    <message>
        <source>Free some space before it is full.</source>
        <translation>פנו מקום לפני שיתמלא.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>פנו מקום.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מ-</translation>
    </message>
    <message>
        <source>From anywhere</source>
        <translation>מכל מקום</translation>
    </message>
    <message>
        <source>From corner to corner, without the frame: {example}</source>
        <translation>מפינה לפינה, ללא המסגרת: {example}</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>מלא</translation>
    </message>
    <message>
        <source>Full screen, on and off</source>
        <translation>מסך מלא, הפעלה וכיבוי</translation>
    </message>
    <message>
        <source>Full screen. F11 leaves it</source>
        <translation>מסך מלא. F11 יוצא ממנו</translation>
    </message>
    <message numerus="yes">
        <source>Getting 1 day…</source>
        <comment>Getting the missing days, %n to go…</comment>
        <translation>
            <numerusform>טוען יום אחד…</numerusform>
            <numerusform>טוען את הימים החסרים, נותרו %n…</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting around</source>
        <translation>מעבר בין חלקים</translation>
    </message>
    <message>
        <source>Getting the people of this session…</source>
        <translation>טוען את האנשים של המפגש…</translation>
    </message>
    <message>
        <source>Getting the sessions of this day…</source>
        <translation>טוען את המפגשים של היום הזה…</translation>
    </message>
    <message>
        <source>Getting to somebody</source>
        <translation>הגעה לאדם</translation>
    </message>
    <message>
        <source>Getting today’s sessions…</source>
        <translation>טוען את המפגשים של היום…</translation>
    </message>
    <message>
        <source>Given.</source>
        <translation>ניתנה.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>כאן</translation>
    </message>
    <message>
        <source>Hide the network settings</source>
        <translation>הסתרת הגדרות הרשת</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>‏Home</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>כמה זמן אחורה</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>כמה</translation>
    </message>
    <message>
        <source>If it is there, the site ID is another site&apos;s: it is in the dashboard&apos;s address, after /dashboard/.</source>
        <translation>אם הוא שם, מזהה האתר הוא של אתר אחר: הוא בכתובת של לוח הבקרה, אחרי /dashboard/.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar in Wix; F5 asks again.</source>
        <translation>אם אמורים להיות, הסתכלו ביומן ב-Wix; F5 שואל שוב.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar of Wix Bookings.</source>
        <translation>אם אמורים להיות, הסתכלו ביומן של Wix Bookings.</translation>
    </message>
    <message>
        <source>If this network does that on purpose, save its CA as a file and name it in Network settings (turnout --set-up) or SSL_CERT_FILE; else use another network.</source>
        <translation>אם הרשת עושה זאת בכוונה, שמרו את ה-CA שלה כקובץ וציינו אותו ב״הגדרות רשת״ (turnout --set-up) או ב-SSL_CERT_FILE; אחרת עברו לרשת אחרת.</translation>
    </message>
    <message>
        <source>In the Wix dashboard, API Keys, give this key the permission “{name}”.</source>
        <translation>בלוח הבקרה של Wix, תחת API Keys, תנו למפתח הזה את ההרשאה ״{name}״.</translation>
    </message>
    <message>
        <source>In this session</source>
        <translation>במפגש הזה</translation>
    </message>
    <message>
        <source>Install GNOME Keyring or KWallet, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>התקינו GNOME Keyring או KWallet, או הפעילו את turnout עם TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Install that version again to go on; nothing was changed.</source>
        <translation>התקינו אותה שוב כדי להמשיך; דבר לא שונה.</translation>
    </message>
    <message>
        <source>Instance ID of the app on this site</source>
        <translation>מזהה המופע של האפליקציה באתר הזה</translation>
    </message>
    <message>
        <source>Is this your site?</source>
        <translation>זה האתר שלכם?</translation>
    </message>
    <message>
        <source>It holds until turnout is closed.</source>
        <translation>היא תקפה עד לסגירת turnout.</translation>
    </message>
    <message>
        <source>It is not known to which booking and session this belongs.</source>
        <translation>לא ידוע לאיזו הזמנה ולאיזה מפגש זה שייך.</translation>
    </message>
    <message>
        <source>It is not known which course this session belongs to.</source>
        <translation>לא ידוע לאיזה קורס המפגש הזה שייך.</translation>
    </message>
    <message>
        <source>It stays on this computer and is forgotten after today. Wix and your clients never see it.</source>
        <translation>זה נשאר במחשב הזה ונשכח אחרי היום. Wix והלקוחות שלכם לא רואים את זה.</translation>
    </message>
    <message>
        <source>Its key can be changed here; the way to another site is in the window, behind the mark at the top right.</source>
        <translation>את המפתח שלו אפשר להחליף כאן; הדרך לאתר אחר היא בחלון, מאחורי הסימן בפינה העליונה.</translation>
    </message>
    <message>
        <source>Its name is too long: choose a shorter one.</source>
        <translation>השם ארוך מדי: בחרו שם קצר יותר.</translation>
    </message>
    <message>
        <source>Keep a copy of it and ask for help.</source>
        <translation>שמרו עותק שלו ובקשו עזרה.</translation>
    </message>
    <message>
        <source>Keep as local walk-in</source>
        <translation>שמירה מקומית, ללא הזמנה</translation>
    </message>
    <message>
        <source>Keep counted</source>
        <translation>להשאיר בספירה</translation>
    </message>
    <message>
        <source>Keep past days for</source>
        <translation>שמירת ימים שעברו</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>להשאיר {value}</translation>
    </message>
    <message>
        <source>Kept on this computer: sessions, names, the last digits of phone numbers, and who was checked in by whom. Notes go with their day, the contact details of a walk-in as soon as Wix has them. Payment data is never kept, and nothing is sent to anybody but Wix. Disconnecting the site deletes all of it here.</source>
        <translation>נשמרים במחשב הזה: מפגשים, שמות, הספרות האחרונות של מספרי הטלפון, ולמי נעשה צ׳ק־אין ובידי מי. הערות נמחקות עם היום שלהן, ופרטי הקשר של מי שהגיע בלי הזמנה ברגע שהם ב־Wix. נתוני תשלום לעולם אינם נשמרים, ודבר אינו נשלח לאיש מלבד Wix. ניתוק האתר מוחק כאן את הכול.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>קיצורי מקלדת</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>סוג</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>קיוסק</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>שפה</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>היום האחרון</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>סנכרון אחרון</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>ביקור אחרון</translation>
    </message>
    <message>
        <source>Later sessions</source>
        <translation>מפגשים מאוחרים יותר</translation>
    </message>
    <message>
        <source>Leave turnout open with a network until it is.</source>
        <translation>השאירו את turnout פתוח עם רשת עד אז.</translation>
    </message>
    <message>
        <source>Let it finish loading.</source>
        <translation>תנו לטעינה להסתיים.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>בהיר</translation>
    </message>
    <message>
        <source>Load the missing days</source>
        <translation>טעינת הימים החסרים</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>טוען</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>מקום</translation>
    </message>
    <message>
        <source>Locations</source>
        <translation>מקומות</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>נעילה</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>נעילת החלון</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>נעול</translation>
    </message>
    <message>
        <source>Look at them in Wix Bookings and leave one check-in each.</source>
        <translation>הסתכלו בהן ב-Wix Bookings והשאירו סימון אחד לכל אחת.</translation>
    </message>
    <message>
        <source>Look for a newer version of turnout.</source>
        <translation>חפשו גרסה חדשה יותר של turnout.</translation>
    </message>
    <message>
        <source>Look for what stands in the way</source>
        <translation>לבדוק מה מפריע</translation>
    </message>
    <message>
        <source>Looking on other days too…</source>
        <translation>מחפש גם בימים אחרים…</translation>
    </message>
    <message>
        <source>Make a key in the Wix account of the site&apos;s owner, at manage.wix.com/account/api-keys, and copy it whole.</source>
        <translation>צרו מפתח בחשבון ה-Wix של בעלי האתר, ב-manage.wix.com/account/api-keys, והעתיקו את כולו.</translation>
    </message>
    <message>
        <source>Make room there, or let this user write in it; then try again.</source>
        <translation>פנו בה מקום, או אפשרו למשתמש הזה לכתוב בה; אחר כך נסו שוב.</translation>
    </message>
    <message numerus="yes">
        <source>Mark 1 as no-show</source>
        <comment>Mark all %n as no-show</comment>
        <translation>
            <numerusform>לסמן 1 כאי-הגעה</numerusform>
            <numerusform>לסמן את כל ה-%n כאי-הגעה</numerusform>
        </translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>תפריט</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>מקש התפריט</translation>
    </message>
    <message>
        <source>More for this row</source>
        <translation>עוד לשורה הזו</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>עוד עבור {name}</translation>
    </message>
    <message>
        <source>More people match. Type more of the name, or the phone’s last digits.</source>
        <translation>מתאימים עוד אנשים. הקלידו עוד מהשם, או את סוף הטלפון.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>שם (לא חובה)</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>דורש טיפול</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>רשת</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>הגדרות רשת</translation>
    </message>
    <message>
        <source>New PIN, six digits</source>
        <translation>קוד חדש, שש ספרות</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>חדש יותר</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>הבא</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>החלק הבא בחלון</translation>
    </message>
    <message>
        <source>No bookings</source>
        <translation>אין הזמנות</translation>
    </message>
    <message>
        <source>No changes.</source>
        <translation>אין שינויים.</translation>
    </message>
    <message>
        <source>No day was loaded on this computer yet.</source>
        <translation>עדיין לא נטען שום יום במחשב הזה.</translation>
    </message>
    <message>
        <source>No finished sessions in this period.</source>
        <translation>אין מפגשים שהסתיימו בתקופה הזאת.</translation>
    </message>
    <message>
        <source>No match?</source>
        <translation>לא נמצא?</translation>
    </message>
    <message>
        <source>No name server answers. Check the cable or the Wi-Fi.</source>
        <translation>שום שרת שמות לא עונה. בדקו את הכבל או את ה-Wi-Fi.</translation>
    </message>
    <message>
        <source>No name server of this network knows {there}.</source>
        <translation>אין ברשת הזו שרת שמות שמכיר את {there}.</translation>
    </message>
    <message>
        <source>No no-shows</source>
        <translation>אין אי-הגעות</translation>
    </message>
    <message>
        <source>No session is open.</source>
        <translation>אין מפגש פתוח.</translation>
    </message>
    <message>
        <source>No sessions on this day</source>
        <translation>אין מפגשים ביום הזה</translation>
    </message>
    <message>
        <source>No sessions today</source>
        <translation>אין מפגשים היום</translation>
    </message>
    <message>
        <source>No setting is called that. Clear the field to see all of them.</source>
        <translation>אין הגדרה בשם הזה. נקו את השדה כדי לראות את כולן.</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>אי-הגעה</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>אי-הגעות</translation>
    </message>
    <message>
        <source>Nobody found for “{typed}”.</source>
        <translation>לא נמצא אף אחד עבור ״{typed}״.</translation>
    </message>
    <message>
        <source>Nobody has booked yet</source>
        <translation>עדיין אין הזמנות</translation>
    </message>
    <message>
        <source>Nobody is checked in here, so nobody can be taken off.</source>
        <translation>לא סומנה כאן הגעה, ולכן אין את מי להוריד.</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>עדיין אין כאן אף אחד</translation>
    </message>
    <message>
        <source>Nobody is known to be checked in twice in Wix.</source>
        <translation>לא ידוע על אף אחד שסומן פעמיים ב-Wix.</translation>
    </message>
    <message>
        <source>Nobody is missing any more.</source>
        <translation>אף אחד כבר לא חסר.</translation>
    </message>
    <message>
        <source>Nobody of them is missing any more.</source>
        <translation>אף אחד מהם כבר לא חסר.</translation>
    </message>
    <message>
        <source>Nobody was checked in: the window is locked.</source>
        <translation>לא סומנה הגעה: החלון נעול.</translation>
    </message>
    <message>
        <source>Not arrived</source>
        <translation>לא הגיעו</translation>
    </message>
    <message>
        <source>Not asked.</source>
        <translation>לא נשאל.</translation>
    </message>
    <message>
        <source>Not asked: there is no key.</source>
        <translation>לא נשאל: אין מפתח.</translation>
    </message>
    <message>
        <source>Not asked: there is no secret of the app.</source>
        <translation>לא נשאל: אין סוד של האפליקציה.</translation>
    </message>
    <message>
        <source>Not compared: Wix was not reached.</source>
        <translation>לא הושווה: לא ניתן היה להגיע ל-Wix.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>לא מחובר</translation>
    </message>
    <message>
        <source>Not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>אין חיבור. סימוני ההגעה נשמרים במחשב הזה ויישלחו אחר כך.</translation>
    </message>
    <message>
        <source>Not here yet</source>
        <translation>טרם הגיעו</translation>
    </message>
    <message>
        <source>Not here, or not whole: {days}.</source>
        <translation>חסרים כאן או אינם שלמים: {days}.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>Not needed: an app asks in place of a key.</source>
        <translation>לא נחוץ: אפליקציה שואלת במקום מפתח.</translation>
    </message>
    <message>
        <source>Not needed: the key is in TURNOUT_API_KEY.</source>
        <translation>לא נחוץ: המפתח נמצא ב-TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>לא עכשיו</translation>
    </message>
    <message>
        <source>Not offline-safe yet.</source>
        <translation>עדיין לא בטוח ללא רשת.</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>עדיין לא נבדק</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>הערה</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>הערה: {note}</translation>
    </message>
    <message>
        <source>Nothing can be saved, so + and − are off. {reason}</source>
        <translation>אי אפשר לשמור דבר, ולכן + ו-− כבויים. {reason}</translation>
    </message>
    <message>
        <source>Nothing can be written there: choose another place.</source>
        <translation>אי אפשר לכתוב שם: בחרו מקום אחר.</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>דבר אחר לא הושפע.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing exact, 1 is close</source>
        <comment>Nothing exact, %n are close</comment>
        <translation>
            <numerusform>אין התאמה מדויקת, אחת קרובה</numerusform>
            <numerusform>אין התאמה מדויקת, %n קרובות</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing exactly like that. Close to it:</source>
        <translation>אין בדיוק כזה. קרובים לזה:</translation>
    </message>
    <message>
        <source>Nothing glides: lists stop at once where the finger leaves them.</source>
        <translation>שום דבר לא מחליק: רשימות נעצרות מיד כשהאצבע עוזבת אותן.</translation>
    </message>
    <message>
        <source>Nothing is lost: move that file away, start turnout and connect the site again.</source>
        <translation>שום דבר לא אבד: העבירו את הקובץ למקום אחר, הפעילו את turnout וחברו את האתר שוב.</translation>
    </message>
    <message>
        <source>Nothing is lost: they are sent by themselves once Wix can be reached.</source>
        <translation>שום דבר לא אבד: הם יישלחו מעצמם כשאפשר יהיה להגיע ל-Wix.</translation>
    </message>
    <message>
        <source>Nothing of these days is finished yet.</source>
        <translation>שום דבר מהימים האלה עוד לא הסתיים.</translation>
    </message>
    <message>
        <source>Nothing to clear: nobody is checked in.</source>
        <translation>אין מה לנקות: לא סומנה הגעה.</translation>
    </message>
    <message>
        <source>Nothing to count: give a number from 1 to 1000.</source>
        <translation>אין מה לספור: תנו מספר מ-1 עד 1000.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>אין מה לבצע מחדש.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>אין מה לבטל.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>דבר לא ממתין לשליחה.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>עכשיו</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>תקין</translation>
    </message>
    <message>
        <source>Of the settings of this computer the usual is in force for {names}: {file}.</source>
        <translation>מההגדרות של המחשב הזה, הרגילה בתוקף עבור {names}: {file}.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>לא מקוון</translation>
    </message>
    <message>
        <source>Offline-safe until {time}.</source>
        <translation>בטוח ללא רשת עד {time}.</translation>
    </message>
    <message>
        <source>Offline: of other days only what this computer has seen is found.</source>
        <translation>לא מקוון: בימים אחרים נמצא רק מה שהמחשב הזה כבר ראה.</translation>
    </message>
    <message>
        <source>Offline: this computer has not seen this day yet.</source>
        <translation>לא מקוון: המחשב הזה עוד לא ראה את היום הזה.</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>ישן יותר</translation>
    </message>
    <message>
        <source>Older days are no longer shown, and are soon deleted here. What Wix does not know yet stays.</source>
        <translation>ימים ישנים יותר אינם מוצגים עוד, ונמחקים כאן בקרוב. מה ש־Wix עדיין לא יודעת נשאר.</translation>
    </message>
    <message>
        <source>On {name}, {session}</source>
        <translation>על {name}, {session}</translation>
    </message>
    <message>
        <source>One extra, beyond the booking</source>
        <translation>אחד נוסף, מעבר להזמנה</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>אחד פחות</translation>
    </message>
    <message>
        <source>One fewer for {name}</source>
        <translation>אחד פחות עבור {name}</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>אחד יותר</translation>
    </message>
    <message>
        <source>One more for {name}</source>
        <translation>אחד יותר עבור {name}</translation>
    </message>
    <message>
        <source>Only count them, no name: {one}</source>
        <translation>רק לספור, ללא שם: {one}</translation>
    </message>
    <message>
        <source>Only for a touch screen: tap five targets, one in each corner and one in the middle.</source>
        <translation>רק למסך מגע: הקישו על חמש מטרות, אחת בכל פינה ואחת באמצע.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-in.</source>
        <translation>רק במחשב הזה עד כה: {n}.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-ins.</source>
        <translation>רק במחשב הזה עד כה: {n}.</translation>
    </message>
    <message>
        <source>Only where whoever looks after this network says so; empty is usual. {variables} go first where they are set.</source>
        <translation>רק אם מי שמנהל את הרשת אומר כך; בדרך כלל ריק. {variables} קודמים כשהם מוגדרים.</translation>
    </message>
    <message>
        <source>Only with a scanner that types like a keyboard: scan any code.</source>
        <translation>רק עם סורק שמקליד כמו מקלדת: סרקו קוד כלשהו.</translation>
    </message>
    <message>
        <source>Only {here} checked in here: no more than that can be taken off.</source>
        <translation>סומנו כאן רק {here}: אי אפשר להוריד יותר מזה.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>פתיחה</translation>
    </message>
    <message>
        <source>Open a browser and sign in to this network if it asks.</source>
        <translation>פתחו דפדפן והתחברו לרשת הזו אם היא מבקשת.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network, then try again.</source>
        <translation>פתחו דפדפן, התחברו לרשת ונסו שוב.</translation>
    </message>
    <message>
        <source>Open here now</source>
        <translation>פתוח כאן עכשיו</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>פתיחת הדלפק</translation>
    </message>
    <message>
        <source>Open the site’s dashboard in a browser and copy its address: {address}</source>
        <translation>פתחו בדפדפן את לוח הבקרה של האתר והעתיקו את הכתובת שלו: {address}</translation>
    </message>
    <message>
        <source>Open the sync panel</source>
        <translation>פתיחת חלונית הסנכרון</translation>
    </message>
    <message>
        <source>Open {site}</source>
        <translation>פתיחת {site}</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>ימים אחרים</translation>
    </message>
    <message>
        <source>Other sessions today</source>
        <translation>מפגשים אחרים היום</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>לא מעודכן</translation>
    </message>
    <message>
        <source>Over capacity {attended} of {capacity}</source>
        <translation>חריגה מהתפוסה: {attended} מתוך {capacity}</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout and start it as “{command}”: the last page sets another PIN or removes it.</source>
        <translation>שכחתם את הקוד? איש אינו יכול לקרוא אותו. סגרו את turnout והפעילו אותו כ-״{command}״: בדף האחרון קובעים קוד אחר או מסירים אותו.</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout, delete the file {file}, start turnout and set another PIN.</source>
        <translation>שכחתם את הקוד? איש אינו יכול לקרוא אותו. סגרו את turnout, מחקו את הקובץ {file}, הפעילו את turnout וקבעו קוד אחר.</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>‏Page Down</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>‏Page Up</translation>
    </message>
    <message>
        <source>Page up, page down</source>
        <translation>עמוד למעלה, למטה</translation>
    </message>
    <message>
        <source>Part before</source>
        <translation>החלק הקודם</translation>
    </message>
    <message>
        <source>Paste the API key.</source>
        <translation>הדביקו את מפתח ה-API.</translation>
    </message>
    <message>
        <source>Paste the app ID: 36 letters, digits and dashes.</source>
        <translation>הדביקו את מזהה האפליקציה: 36 אותיות, ספרות ומקפים.</translation>
    </message>
    <message>
        <source>Paste the app secret.</source>
        <translation>הדביקו את סוד האפליקציה.</translation>
    </message>
    <message>
        <source>Paste the instance ID: 36 letters, digits and dashes.</source>
        <translation>הדביקו את מזהה המופע: 36 אותיות, ספרות ומקפים.</translation>
    </message>
    <message>
        <source>Paste the site ID, or the address of the site’s dashboard.</source>
        <translation>הדביקו את מזהה האתר, או את הכתובת של לוח הבקרה.</translation>
    </message>
    <message>
        <source>Paste three things of the app that asks Wix in place of a key.</source>
        <translation>הדביקו שלושה פרטים של האפליקציה ששואלת את Wix במקום מפתח.</translation>
    </message>
    <message>
        <source>Paste two things from Wix. The key is kept in this computer’s secret store, never in a file.</source>
        <translation>הדביקו שני דברים מ-Wix. המפתח נשמר בכספת הסודות של המחשב הזה, לעולם לא בקובץ.</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>הרשאה</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>הרשאות</translation>
    </message>
    <message>
        <source>Phone (optional)</source>
        <translation>טלפון (לא חובה)</translation>
    </message>
    <message>
        <source>Phone ends in</source>
        <translation>סוף הטלפון</translation>
    </message>
    <message>
        <source>Play sounds</source>
        <translation>השמעת צלילים</translation>
    </message>
    <message>
        <source>Practice an outage</source>
        <translation>תרגול תקלה</translation>
    </message>
    <message>
        <source>Practice: check-ins refused</source>
        <translation>תרגול: סימוני הגעה נדחים</translation>
    </message>
    <message>
        <source>Practice: slow answers</source>
        <translation>תרגול: תשובות איטיות</translation>
    </message>
    <message>
        <source>Practice: unplugged</source>
        <translation>תרגול: מנותק</translation>
    </message>
    <message>
        <source>Prefix that the scanner sends (optional)</source>
        <translation>קידומת שהסורק שולח (לא חובה)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>הדפסה…</translation>
    </message>
    <message>
        <source>Problems only</source>
        <translation>רק בעיות</translation>
    </message>
    <message>
        <source>Proxy, as host:port</source>
        <translation>‏Proxy, בתור host:port</translation>
    </message>
    <message>
        <source>Put right what is named above, then check again.</source>
        <translation>תקנו את מה שמופיע למעלה, ואז בדקו שוב.</translation>
    </message>
    <message>
        <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
        <translation>הזינו אותם ב-HTTPS_PROXY: ‏http://NAME:PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>תור</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>שקט מ-</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>שעות שקט</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>שקט עד</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>יציאה</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>שיעור</translation>
    </message>
    <message>
        <source>Rate %</source>
        <translation>שיעור %</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>נקרא כ</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>מוכנות</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>דלפק קבלה</translation>
    </message>
    <message>
        <source>Reception on one screen, kiosk on the other.</source>
        <translation>דלפק קבלה במסך אחד, קיוסק באחר.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>התחברות מחדש</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>ביצוע מחדש</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>פחות תנועה</translation>
    </message>
    <message>
        <source>Refuse check-ins</source>
        <translation>דחיית סימוני הגעה</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>נדחה.</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>נדחה. {reason}</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>מחיקת ההערה</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>הסרת ה-PIN</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>דוחות</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>ניסיון חוזר</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>בדיקה</translation>
    </message>
    <message>
        <source>Rising: it worked</source>
        <translation>עולה: זה הצליח</translation>
    </message>
    <message>
        <source>Row above, row below</source>
        <translation>שורה למעלה, למטה</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>שמירה כ-CSV</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>שמירת ההערה</translation>
    </message>
    <message>
        <source>Save the PIN</source>
        <translation>שמירת הקוד</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>נשמר בשם {file}</translation>
    </message>
    <message>
        <source>Saved before the restart: {saved}</source>
        <translation>נשמר לפני ההפעלה מחדש: {saved}</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>נשמר במחשב הזה</translation>
    </message>
    <message>
        <source>Scan any code now. Here it is only shown; nobody is checked in.</source>
        <translation>סרקו עכשיו קוד כלשהו. כאן הוא רק מוצג; לא מסומנת הגעה.</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>סורק</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>מסך</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Search name, phone digits or code</source>
        <translation>חיפוש לפי שם, ספרות טלפון או קוד</translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation>כספת סודות</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>שליחה עכשיו</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>שולח…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>נשלח למדפסת.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>שירות</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>שירותים</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>מפגש</translation>
    </message>
    <message>
        <source>Session before, after</source>
        <translation>מפגש קודם, הבא</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>מפגשים</translation>
    </message>
    <message>
        <source>Set count…</source>
        <translation>קביעת מספר…</translation>
    </message>
    <message>
        <source>Set its date and time, best by itself from the internet.</source>
        <translation>כוונו את התאריך והשעה שלו, רצוי אוטומטית מהאינטרנט.</translation>
    </message>
    <message>
        <source>Set or change the staff PIN</source>
        <translation>הגדרה או שינוי של ה-PIN של הצוות</translation>
    </message>
    <message>
        <source>Set this computer&apos;s date and time, best by itself from the internet.</source>
        <translation>כוונו את התאריך והשעה של המחשב הזה, רצוי אוטומטית מהאינטרנט.</translation>
    </message>
    <message>
        <source>Set to {people}</source>
        <translation>קביעה ל-{people}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>‏Shift</translation>
    </message>
    <message>
        <source>Shortest code</source>
        <translation>הקוד הקצר ביותר</translation>
    </message>
    <message>
        <source>Show all sessions again, not only {words}</source>
        <translation>להציג שוב את כל המפגשים, לא רק {words}</translation>
    </message>
    <message>
        <source>Show newest</source>
        <translation>הצגת החדשים</translation>
    </message>
    <message>
        <source>Showing the day as last known at {time}; not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>מוצג היום כפי שהיה ידוע בשעה {time}; אין חיבור. סימוני ההגעה נשמרים במחשב הזה ויישלחו אחר כך.</translation>
    </message>
    <message>
        <source>Sign-in expired</source>
        <translation>פג תוקף ההתחברות</translation>
    </message>
    <message>
        <source>Site ID, or the address of the site’s dashboard</source>
        <translation>מזהה האתר, או הכתובת של לוח הבקרה</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>אתרים</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>דילוג</translation>
    </message>
    <message>
        <source>Slow answers</source>
        <translation>תשובות איטיות</translation>
    </message>
    <message>
        <source>So long after its start a session asks about everybody who is missing.</source>
        <translation>כעבור זמן זה מתחילתו, המפגש שואל על כל מי שחסר.</translation>
    </message>
    <message>
        <source>Somebody else changed this in Wix meanwhile.</source>
        <translation>מישהו אחר שינה את זה ב-Wix בינתיים.</translation>
    </message>
    <message>
        <source>Somebody was counted on this computer meanwhile; nothing was forgotten.</source>
        <translation>בינתיים סומנה הגעה במחשב הזה; שום דבר לא נשכח.</translation>
    </message>
    <message>
        <source>Something on the way looks into the connection. Use another network, or ask whoever runs this one for its certificate.</source>
        <translation>משהו בדרך מסתכל לתוך החיבור. עברו לרשת אחרת, או בקשו את האישור ממי שמנהל את הרשת הזו.</translation>
    </message>
    <message>
        <source>Something was counted since. Set the count instead.</source>
        <translation>מאז נספרו אחרים. אפשר לקבוע את המספר במקום.</translation>
    </message>
    <message>
        <source>Something went wrong here. What shows a tick is saved.</source>
        <translation>משהו השתבש כאן. מה שמסומן ב-✓ נשמר.</translation>
    </message>
    <message>
        <source>Something went wrong in turnout itself. Nothing was kept; test again.</source>
        <translation>משהו השתבש ב-turnout עצמו. דבר לא נשמר; בדקו שוב.</translation>
    </message>
    <message>
        <source>Something went wrong while asking. It is in the log.</source>
        <translation>משהו השתבש בזמן השאילה. זה רשום ביומן.</translation>
    </message>
    <message>
        <source>Sort the roster by</source>
        <translation>מיון הרשימה לפי</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>מיון: {order}</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>צלילים</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>מקור</translation>
    </message>
    <message>
        <source>Staff PIN</source>
        <translation>‏PIN לצוות</translation>
    </message>
    <message>
        <source>Staff check people in, with keyboard, mouse or touch.</source>
        <translation>הצוות מסמן הגעה במקלדת, בעכבר או במגע.</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>איש צוות</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>התחלה מחדש</translation>
    </message>
    <message>
        <source>Start the demo site over</source>
        <translation>התחלת אתר ההדגמה מחדש</translation>
    </message>
    <message>
        <source>Start the demo site over…</source>
        <translation>התחלת אתר ההדגמה מחדש…</translation>
    </message>
    <message>
        <source>Start turnout again.</source>
        <translation>הפעילו את turnout מחדש.</translation>
    </message>
    <message>
        <source>Start turnout from a desktop session.</source>
        <translation>הפעילו את turnout משולחן העבודה.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>שלב {step} מתוך {steps}</translation>
    </message>
    <message>
        <source>Still to {session}. The roster shows {shown}.</source>
        <translation>עדיין אל {session}. הרשימה מציגה את {shown}.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>אחסון</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>סנכרון</translation>
    </message>
    <message>
        <source>Sync stopped, trying again</source>
        <translation>הסנכרון נעצר, מנסה שוב</translation>
    </message>
    <message>
        <source>Sync: {state}</source>
        <translation>סנכרון: {state}</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>‏Tab</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>להוריד מהספירה</translation>
    </message>
    <message>
        <source>Take the name of {person}</source>
        <translation>לקחת את השם של {person}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>בוטל</translation>
    </message>
    <message>
        <source>Taken back before it was in Wix.</source>
        <translation>בוטל לפני שהגיע ל-Wix.</translation>
    </message>
    <message>
        <source>Tap each of the five targets once.</source>
        <translation>הקישו פעם אחת על כל אחת מחמש המטרות.</translation>
    </message>
    <message>
        <source>Target {number}</source>
        <translation>מטרה {number}</translation>
    </message>
    <message>
        <source>Target {number}: hit</source>
        <translation>מטרה {number}: נפגעה</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>בדיקת החיבור</translation>
    </message>
    <message>
        <source>Test the connection first.</source>
        <translation>בדקו קודם את החיבור.</translation>
    </message>
    <message>
        <source>Test the scanner</source>
        <translation>בדיקת הסורק</translation>
    </message>
    <message>
        <source>Test touch</source>
        <translation>בדיקת המגע</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>בודק…</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>גודל הטקסט</translation>
    </message>
    <message numerus="yes">
        <source>That PIN is not right. 1 try is left, then it waits a minute.</source>
        <comment>That PIN is not right. %n tries are left, then it waits a minute.</comment>
        <translation>
            <numerusform>הקוד אינו נכון. נותר ניסיון אחד, ואחריו המתנה של דקה.</numerusform>
            <numerusform>הקוד אינו נכון. נותרו %n ניסיונות, ואחריהם המתנה של דקה.</numerusform>
        </translation>
    </message>
    <message>
        <source>That code isn’t for today’s sessions</source>
        <translation>הקוד הזה אינו של המפגשים היום</translation>
    </message>
    <message>
        <source>That is a folder: add the name of a file.</source>
        <translation>זו תיקייה: הוסיפו שם של קובץ.</translation>
    </message>
    <message>
        <source>That was already undone.</source>
        <translation>זה כבר בוטל.</translation>
    </message>
    <message>
        <source>The API key has a space, a line break or an unknown character in it.</source>
        <translation>במפתח ה-API יש רווח, מעבר שורה או תו לא מוכר.</translation>
    </message>
    <message>
        <source>The PIN that is set</source>
        <translation>הקוד הקיים</translation>
    </message>
    <message>
        <source>The address begins with {start}</source>
        <translation>הכתובת מתחילה ב-{start}</translation>
    </message>
    <message>
        <source>The address of Wix must begin with https://.</source>
        <translation>הכתובת של Wix חייבת להתחיל ב-https://.</translation>
    </message>
    <message>
        <source>The address of Wix must not hold a name or a password.</source>
        <translation>הכתובת של Wix לא יכולה להכיל שם או סיסמה.</translation>
    </message>
    <message>
        <source>The answer is not from Wix.</source>
        <translation>התשובה אינה מ-Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix.</source>
        <translation>התשובה לא הגיעה מ-Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix. This network may want you to sign in: open any page in a browser, then test again.</source>
        <translation>התשובה לא הגיעה מ-Wix. ייתכן שהרשת הזו דורשת התחברות: פתחו דף כלשהו בדפדפן ובדקו שוב.</translation>
    </message>
    <message>
        <source>The app does not have it (403).</source>
        <translation>לאפליקציה אין אותה (403).</translation>
    </message>
    <message>
        <source>The app has no permission for this, or is for another site.</source>
        <translation>לאפליקציה אין הרשאה לכך, או שהיא של אתר אחר.</translation>
    </message>
    <message>
        <source>The app lacks a permission. Add what is named below where the app was made, let the site’s owner agree to it, and test again.</source>
        <translation>לאפליקציה חסרה הרשאה. הוסיפו את מה שמופיע למטה במקום שבו נוצרה, בקשו מבעלי האתר לאשר, ובדקו שוב.</translation>
    </message>
    <message>
        <source>The app may do nothing on this site (403).</source>
        <translation>לאפליקציה אין גישה לאתר הזה (403).</translation>
    </message>
    <message>
        <source>The app needs: {permission}</source>
        <translation>האפליקציה צריכה: {permission}</translation>
    </message>
    <message>
        <source>The booking policy in Wix does not allow this.</source>
        <translation>מדיניות ההזמנות ב-Wix לא מאפשרת זאת.</translation>
    </message>
    <message>
        <source>The booking was cancelled in Wix; counted here: {value}.</source>
        <translation>ההזמנה בוטלה ב-Wix; נספרו כאן: {value}.</translation>
    </message>
    <message>
        <source>The certificate of Wix is not valid at this computer’s time. Set date and time.</source>
        <translation>האישור של Wix לא תקף לפי השעון של המחשב הזה. כוונו תאריך ושעה.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not to be trusted: something on the way looks into it.</source>
        <translation>אין לסמוך על האישור של {host}: משהו בדרך מסתכל פנימה.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid at the time of this computer.</source>
        <translation>האישור של {host} לא תקף לפי השעון של המחשב הזה.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off.</source>
        <translation>החיבור ל-Wix נקטע.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off; it is tried again.</source>
        <translation>החיבור ל-Wix נקטע; מנסים שוב.</translation>
    </message>
    <message>
        <source>The connection to {there} broke off.</source>
        <translation>החיבור אל {there} נקטע.</translation>
    </message>
    <message>
        <source>The connection works, but the app’s secret could not be kept. {why}</source>
        <translation>החיבור עובד, אבל אי אפשר היה לשמור את סוד האפליקציה. {why}</translation>
    </message>
    <message>
        <source>The connection works, but the key could not be kept. {why}</source>
        <translation>החיבור עובד, אבל אי אפשר היה לשמור את המפתח. {why}</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>היום שאחרי</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>היום שלפני</translation>
    </message>
    <message>
        <source>The demo site</source>
        <translation>אתר ההדגמה</translation>
    </message>
    <message>
        <source>The demo site answers normally.</source>
        <translation>אתר ההדגמה עונה כרגיל.</translation>
    </message>
    <message>
        <source>The demo site answers.</source>
        <translation>אתר ההדגמה עונה.</translation>
    </message>
    <message>
        <source>The demo site brings its own key.</source>
        <translation>אתר ההדגמה מביא מפתח משלו.</translation>
    </message>
    <message>
        <source>The demo site did not start: {why}</source>
        <translation>אתר ההדגמה לא הופעל: {why}</translation>
    </message>
    <message>
        <source>The demo site has ended.</source>
        <translation>אתר ההדגמה נסגר.</translation>
    </message>
    <message>
        <source>The demo site is not running yet.</source>
        <translation>אתר ההדגמה עדיין לא פועל.</translation>
    </message>
    <message>
        <source>The demo site is open here now</source>
        <translation>אתר ההדגמה פתוח כאן עכשיו</translation>
    </message>
    <message>
        <source>The demo site&apos;s folder cannot be used: {why}</source>
        <translation>אי אפשר להשתמש בתיקייה של אתר ההדגמה: {why}</translation>
    </message>
    <message>
        <source>The diagnostics, F12, say what to do.</source>
        <translation>האבחון, F12, אומר מה לעשות.</translation>
    </message>
    <message>
        <source>The disk is full: free some space, or choose another one.</source>
        <translation>הדיסק מלא: פנו מקום, או בחרו דיסק אחר.</translation>
    </message>
    <message>
        <source>The file cannot be written, but nothing is lost: {file}.</source>
        <translation>אי אפשר לכתוב את הקובץ, אבל דבר לא אבד: {file}.</translation>
    </message>
    <message>
        <source>The file cannot be written: {file}.</source>
        <translation>אי אפשר לכתוב את הקובץ: {file}.</translation>
    </message>
    <message>
        <source>The first day is behind the last one.</source>
        <translation>היום הראשון מאוחר מהאחרון.</translation>
    </message>
    <message>
        <source>The key does not have it (403).</source>
        <translation>למפתח אין אותה (403).</translation>
    </message>
    <message>
        <source>The key has no permission for this, or is for another site.</source>
        <translation>למפתח אין הרשאה לכך, או שהוא של אתר אחר.</translation>
    </message>
    <message>
        <source>The key has no permission to make bookings.</source>
        <translation>למפתח אין הרשאה ליצור הזמנות.</translation>
    </message>
    <message>
        <source>The key lacks a permission. Edit it at {keys}: tick what is named below, save, and test again.</source>
        <translation>למפתח חסרה הרשאה. ערכו אותו ב-{keys}: סמנו את מה שמופיע למטה, שמרו ובדקו שוב.</translation>
    </message>
    <message>
        <source>The key may do nothing on this site (403): it is for another one, or the site ID is.</source>
        <translation>למפתח אין גישה לאתר הזה (403): הוא של אתר אחר, או שמזהה האתר הוא של אחר.</translation>
    </message>
    <message>
        <source>The key of this site is in it.</source>
        <translation>המפתח של האתר הזה נמצא בה.</translation>
    </message>
    <message>
        <source>The key of this site is still kept here, so nothing was forgotten.</source>
        <translation>המפתח של האתר הזה עדיין שמור כאן, ולכן שום דבר לא נשכח.</translation>
    </message>
    <message>
        <source>The last complete one was at {pulled}.</source>
        <translation>האחרון שהושלם היה בשעה {pulled}.</translation>
    </message>
    <message>
        <source>The list from Wix does not end.</source>
        <translation>הרשימה מ-Wix לא נגמרת.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites cannot be read: {file}.</source>
        <translation>אי אפשר לקרוא את רשימת האתרים של המחשב הזה: {file}.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites was written by a newer version of turnout: {file}.</source>
        <translation>רשימת האתרים של המחשב הזה נכתבה בגרסה חדשה יותר של turnout: {file}.</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>הקוד החדש פעם נוספת</translation>
    </message>
    <message>
        <source>The next change keeps that file as {aside} and begins anew.</source>
        <translation>השינוי הבא ישמור את הקובץ בשם {aside} ויתחיל מחדש.</translation>
    </message>
    <message>
        <source>The others were not asked.</source>
        <translation>האחרות לא נשאלו.</translation>
    </message>
    <message>
        <source>The owner of the site makes it at {address}, with these permissions: {permissions}.</source>
        <translation>בעלי האתר יוצרים אותו ב-{address}, עם ההרשאות האלה: {permissions}.</translation>
    </message>
    <message>
        <source>The printer did not take it.</source>
        <translation>המדפסת לא קיבלה את זה.</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>התוכנה</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password. Put them into {setting}, or type another proxy into Network settings: {command}.</source>
        <translation>ה-proxy מבקש שם וסיסמה. הזינו אותם ב-{setting}, או הקלידו proxy אחר ב״הגדרות רשת״: {command}.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer are wrong.</source>
        <translation>הגדרות ה-proxy או האישורים של המחשב הזה שגויות.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer cannot be used.</source>
        <translation>אי אפשר להשתמש בהגדרות ה-proxy או האישורים של המחשב הזה.</translation>
    </message>
    <message>
        <source>The proxy refuses the way to Wix. Ask whoever runs this network to allow it.</source>
        <translation>ה-proxy חוסם את הדרך ל-Wix. בקשו ממי שמנהל את הרשת לאפשר אותה.</translation>
    </message>
    <message>
        <source>The proxy {there} asks for a name and a password (407).</source>
        <translation>ה-proxy ‏{there} מבקש שם וסיסמה (407).</translation>
    </message>
    <message>
        <source>The proxy {there} refuses the way to {host}.</source>
        <translation>ה-proxy ‏{there} חוסם את הדרך אל {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix.</source>
        <translation>הבקשה נחסמה בדרך ל-Wix.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix. Ask whoever looks after this network to allow {host}.</source>
        <translation>הבקשה נחסמה בדרך ל-Wix. בקשו ממי שמנהל את הרשת לאפשר את {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to {host} (403 without a word).</source>
        <translation>הבקשה נחסמה בדרך אל {host} (403 ללא הסבר).</translation>
    </message>
    <message>
        <source>The same code again within 3 seconds counts once.</source>
        <translation>אותו קוד שוב בתוך 3 שניות נספר פעם אחת.</translation>
    </message>
    <message>
        <source>The scanner works, and this is the code of a booking.</source>
        <translation>הסורק עובד, וזה קוד של הזמנה.</translation>
    </message>
    <message>
        <source>The scanner works, but does not send the prefix that is set here.</source>
        <translation>הסורק עובד, אבל לא שולח את הקידומת שנקבעה כאן.</translation>
    </message>
    <message>
        <source>The scanner works. This code is not of a booking.</source>
        <translation>הסורק עובד. הקוד הזה אינו של הזמנה.</translation>
    </message>
    <message>
        <source>The secret of this site&apos;s app is in it.</source>
        <translation>הסוד של האפליקציה של האתר הזה נמצא בה.</translation>
    </message>
    <message>
        <source>The session was cancelled in Wix; counted here: {value}.</source>
        <translation>המפגש בוטל ב-Wix; נספרו כאן: {value}.</translation>
    </message>
    <message>
        <source>The setting is not kept, because this computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>ההגדרה לא נשמרה, כי אי אפשר לכתוב בתיקיית הנתונים של המחשב הזה: {folder}.</translation>
    </message>
    <message>
        <source>The settings of this computer cannot be read, so the usual ones are in force: {file}.</source>
        <translation>אי אפשר לקרוא את ההגדרות של המחשב הזה, ולכן הרגילות בתוקף: {file}.</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired</source>
        <translation>פג תוקף ההתחברות ל-Wix</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired.</source>
        <translation>פג תוקף ההתחברות ל-Wix.</translation>
    </message>
    <message>
        <source>The site ID has a space, a line break or an unknown character in it.</source>
        <translation>במזהה האתר יש רווח, מעבר שורה או תו לא מוכר.</translation>
    </message>
    <message>
        <source>The site can’t be reached. Check people in: all of it is kept here and sent later.</source>
        <translation>אי אפשר להגיע לאתר. סמנו הגעות: הכול נשמר כאן ויישלח אחר כך.</translation>
    </message>
    <message>
        <source>The site takes no check-ins. What it refuses waits behind the chip for an answer.</source>
        <translation>האתר לא מקבל סימוני הגעה. מה שנדחה מחכה לתשובה מאחורי סימן הסנכרון.</translation>
    </message>
    <message>
        <source>The site’s name and time zone</source>
        <translation>שם האתר ואזור הזמן</translation>
    </message>
    <message>
        <source>The staff PIN is removed</source>
        <translation>הוסר ה-PIN של הצוות</translation>
    </message>
    <message>
        <source>The staff PIN is set. Ctrl+L locks the window</source>
        <translation>נקבע PIN לצוות. Ctrl+L נועל את החלון</translation>
    </message>
    <message>
        <source>The status of the booking in Wix does not allow this.</source>
        <translation>סטטוס ההזמנה ב-Wix לא מאפשר זאת.</translation>
    </message>
    <message>
        <source>The sync stopped; it starts again.</source>
        <translation>הסנכרון נעצר; הוא מתחיל שוב.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type the new one twice.</source>
        <translation>שני הקודים אינם זהים. הקלידו את החדש פעמיים.</translation>
    </message>
    <message>
        <source>The way to Wix is blocked. Ask whoever runs this network to allow it.</source>
        <translation>הדרך ל-Wix חסומה. בקשו ממי שמנהל את הרשת לאפשר אותה.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>ערכת נושא</translation>
    </message>
    <message>
        <source>Then check the spelling of what stands in Network settings (turnout --set-up), TURNOUT_API_URL and HTTPS_PROXY.</source>
        <translation>אחר כך בדקו את האיות של מה שרשום ב״הגדרות רשת״ (turnout --set-up), ב-TURNOUT_API_URL וב-HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>There are no sessions today, as of {pulled}.</source>
        <translation>אין מפגשים היום, נכון לשעה {pulled}.</translation>
    </message>
    <message>
        <source>There is a PIN.</source>
        <translation>נקבע PIN.</translation>
    </message>
    <message>
        <source>There is a file {file} already: choose another name.</source>
        <translation>כבר יש קובץ בשם {file}: בחרו שם אחר.</translation>
    </message>
    <message>
        <source>There is no API key for this site on this computer.</source>
        <translation>אין במחשב הזה מפתח API לאתר הזה.</translation>
    </message>
    <message>
        <source>There is no API key for this site yet.</source>
        <translation>עדיין אין מפתח API לאתר הזה.</translation>
    </message>
    <message>
        <source>There is no connection to Wix.</source>
        <translation>אין חיבור ל-Wix.</translation>
    </message>
    <message>
        <source>There is no connection to {there}.</source>
        <translation>אין חיבור אל {there}.</translation>
    </message>
    <message>
        <source>There is no file {file}: give the whole path of the CA&apos;s file.</source>
        <translation>אין קובץ {file}: תנו את הנתיב המלא של קובץ ה-CA.</translation>
    </message>
    <message>
        <source>There is no screen here: the window cannot be opened, the commands work.</source>
        <translation>אין כאן מסך: אי אפשר לפתוח את החלון, הפקודות עובדות.</translation>
    </message>
    <message>
        <source>There is no secret of this site&apos;s app on this computer.</source>
        <translation>אין במחשב הזה סוד של האפליקציה של האתר הזה.</translation>
    </message>
    <message>
        <source>There is no site ID in this. It is 36 letters, digits and dashes long, and stands in the dashboard’s address after {place}.</source>
        <translation>אין כאן מזהה אתר. הוא בן 36 אותיות, ספרות ומקפים, ומופיע בכתובת של לוח הבקרה אחרי {place}.</translation>
    </message>
    <message>
        <source>There is no such folder: choose another place.</source>
        <translation>אין תיקייה כזו: בחרו מקום אחר.</translation>
    </message>
    <message>
        <source>There is no way to Wix. Check the cable or the Wi-Fi.</source>
        <translation>אין דרך ל-Wix. בדקו את הכבל או את ה-Wi-Fi.</translation>
    </message>
    <message>
        <source>There was none yet.</source>
        <translation>עדיין לא היה.</translation>
    </message>
    <message>
        <source>This app may do nothing on this site. Check the instance ID. If it is right, the app needs what is named below.</source>
        <translation>לאפליקציה הזו אין גישה לאתר הזה. בדקו את מזהה המופע. אם הוא נכון, האפליקציה צריכה את מה שמופיע למטה.</translation>
    </message>
    <message>
        <source>This booking is not loaded on this computer; run turnout sync.</source>
        <translation>ההזמנה הזו לא נטענה במחשב הזה; הריצו turnout sync.</translation>
    </message>
    <message>
        <source>This booking is on the waiting list, not on the roster.</source>
        <translation>ההזמנה הזו ברשימת ההמתנה, לא ברשימת המשתתפים.</translation>
    </message>
    <message>
        <source>This booking was cancelled in Wix.</source>
        <translation>ההזמנה הזו בוטלה ב-Wix.</translation>
    </message>
    <message>
        <source>This code is too long to be of a booking.</source>
        <translation>הקוד הזה ארוך מכדי להיות של הזמנה.</translation>
    </message>
    <message>
        <source>This computer and Wix tell the same time.</source>
        <translation>המחשב הזה ו-Wix מראים אותה שעה.</translation>
    </message>
    <message>
        <source>This computer can’t save</source>
        <translation>המחשב הזה לא יכול לשמור</translation>
    </message>
    <message>
        <source>This computer checks people in for a site that it reaches by a key.</source>
        <translation>המחשב הזה מסמן הגעות לאתר שאליו הוא מגיע באמצעות מפתח.</translation>
    </message>
    <message>
        <source>This computer checks people in for another site.</source>
        <translation>המחשב הזה מסמן הגעות לאתר אחר.</translation>
    </message>
    <message>
        <source>This computer forgets the site: its day, its check-ins and its key. What is in Wix stays there.</source>
        <translation>המחשב הזה שוכח את האתר: את היום שלו, את סימוני ההגעה ואת המפתח. מה שב-Wix נשאר שם.</translation>
    </message>
    <message>
        <source>This computer has no secret store.</source>
        <translation>במחשב הזה אין כספת סודות.</translation>
    </message>
    <message>
        <source>This computer has not seen today’s sessions yet. Connect to the internet once, then it works offline too.</source>
        <translation>המחשב הזה עדיין לא ראה את המפגשים של היום. התחברו פעם אחת לאינטרנט, ואז הכול עובד גם ללא חיבור.</translation>
    </message>
    <message>
        <source>This computer has not seen who booked this session yet.</source>
        <translation>המחשב הזה עדיין לא ראה מי הזמין למפגש הזה.</translation>
    </message>
    <message>
        <source>This computer has the key of this site. Paste another one only to change it.</source>
        <translation>המפתח של האתר הזה כבר במחשב. הדביקו אחר רק כדי להחליף אותו.</translation>
    </message>
    <message>
        <source>This computer has the secret of this app. Paste another one only to change it.</source>
        <translation>הסוד של האפליקציה הזו כבר במחשב. הדביקו אחר רק כדי להחליף אותו.</translation>
    </message>
    <message>
        <source>This computer is</source>
        <translation>המחשב הזה הוא</translation>
    </message>
    <message>
        <source>This computer is offline: no name server answers for {there}.</source>
        <translation>המחשב הזה לא מקוון: שום שרת שמות לא עונה עבור {there}.</translation>
    </message>
    <message>
        <source>This computer then checks people in for {site}. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>המחשב הזה יסמן אז הגעות ל-{site}. דבר לא נשכח: מה שלא נשלח עד אז יישלח כשהאתר הזה ייפתח שוב.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes fast.</source>
        <translation>השעון של המחשב הזה ממהר ב-{n} דקות.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes slow.</source>
        <translation>השעון של המחשב הזה מפגר ב-{n} דקות.</translation>
    </message>
    <message>
        <source>This computer&apos;s data file is damaged.</source>
        <translation>קובץ הנתונים של המחשב הזה פגום.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: check-ins cannot be saved.</source>
        <translation>אי אפשר לכתוב בתיקיית הנתונים של המחשב הזה: אי אפשר לשמור סימוני הגעה.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}</source>
        <translation>אי אפשר לכתוב בתיקיית הנתונים של המחשב הזה: {folder}</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>אי אפשר לכתוב בתיקיית הנתונים של המחשב הזה: {folder}.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was made by another version of turnout and cannot be read.</source>
        <translation>הנתונים של המחשב הזה נוצרו בגרסה אחרת של turnout ואי אפשר לקרוא אותם.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was written by a newer version of turnout.</source>
        <translation>הנתונים של המחשב הזה נכתבו בגרסה חדשה יותר של turnout.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or failing: check-ins cannot be saved.</source>
        <translation>הדיסק של המחשב הזה מלא או תקול: אי אפשר לשמור סימוני הגעה.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store cannot be used: it refused.</source>
        <translation>אי אפשר להשתמש בכספת הסודות של המחשב הזה: היא סירבה.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store does not answer: it may be waiting for its password.</source>
        <translation>כספת הסודות של המחשב הזה לא עונה: ייתכן שהיא מחכה לסיסמה.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store is locked.</source>
        <translation>כספת הסודות של המחשב הזה נעולה.</translation>
    </message>
    <message>
        <source>This computer’s clock looks wrong: {off}. Check date and time.</source>
        <translation>השעון של המחשב הזה נראה שגוי: {off}. בדקו תאריך ושעה.</translation>
    </message>
    <message>
        <source>This course is full in Wix.</source>
        <translation>הקורס הזה מלא ב-Wix.</translation>
    </message>
    <message>
        <source>This day is not on this computer, or not whole.</source>
        <translation>היום הזה אינו במחשב הזה, או שאינו שלם.</translation>
    </message>
    <message>
        <source>This day is over: it can only be looked at.</source>
        <translation>היום הזה הסתיים: אפשר רק להסתכל.</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>הדלפק הזה</translation>
    </message>
    <message>
        <source>This is a site ID, not a key. The key is longer, and comes from {address}.</source>
        <translation>זה מזהה אתר, לא מפתח. המפתח ארוך יותר, ומגיע מ-{address}.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Correct it, or leave it out.</source>
        <translation>זו אינה כתובת אימייל. תקנו אותה, או השאירו ריק.</translation>
    </message>
    <message>
        <source>This is the demo site. See here what the desk does when the real one fails.</source>
        <translation>זה אתר ההדגמה. ראו כאן מה הדלפק עושה כשהאתר האמיתי כושל.</translation>
    </message>
    <message>
        <source>This is what Wix says just now. Go back if it is another site.</source>
        <translation>זה מה ש-Wix אומר כרגע. חזרו אחורה אם זה אתר אחר.</translation>
    </message>
    <message>
        <source>This key may do nothing on this site. Check the site ID. If it is right, give the key access to this site at {keys}, and tick what is named below.</source>
        <translation>למפתח הזה אין גישה לאתר הזה. בדקו את מזהה האתר. אם הוא נכון, תנו למפתח גישה לאתר ב-{keys} וסמנו את מה שמופיע למטה.</translation>
    </message>
    <message>
        <source>This makes {n} of {capacity} (over capacity).</source>
        <translation>כך יהיו {n} מתוך {capacity} (חריגה מהתפוסה).</translation>
    </message>
    <message>
        <source>This network does not know Wix by name. Check the cable or the Wi-Fi.</source>
        <translation>הרשת הזו לא מכירה את Wix בשמו. בדקו את הכבל או את ה-Wi-Fi.</translation>
    </message>
    <message>
        <source>This row is not in conflict; count with check-in instead.</source>
        <translation>אין סתירה בשורה הזו; אפשר לסמן הגעה כרגיל.</translation>
    </message>
    <message>
        <source>This screen</source>
        <translation>המסך הזה</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>המפגש הזה</translation>
    </message>
    <message>
        <source>This session is full in Wix.</source>
        <translation>המפגש הזה מלא ב-Wix.</translation>
    </message>
    <message>
        <source>This session is not loaded on this computer; run turnout sync.</source>
        <translation>המפגש הזה לא נטען במחשב הזה; הריצו turnout sync.</translation>
    </message>
    <message>
        <source>This site does not let check-ins be deleted.</source>
        <translation>האתר הזה לא מאפשר למחוק סימוני הגעה.</translation>
    </message>
    <message>
        <source>This site stays known here. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>האתר הזה נשאר מוכר כאן. דבר לא נשכח: מה שלא נשלח עד אז יישלח כשהאתר הזה ייפתח שוב.</translation>
    </message>
    <message>
        <source>This takes {steps} off here, and it never reaches Wix.</source>
        <translation>זה מוריד כאן {steps}, ולעולם לא יגיע ל-Wix.</translation>
    </message>
    <message>
        <source>This user may not write there: choose another place.</source>
        <translation>המשתמש הזה אינו רשאי לכתוב שם: בחרו מקום אחר.</translation>
    </message>
    <message>
        <source>This was typed by hand: {pause} between two keys. Where it was the scanner, set it to send without pauses and to end with Enter.</source>
        <translation>זה הוקלד ביד: {pause} בין שתי הקשות. אם זה היה הסורק, כוונו אותו לשלוח ללא הפסקות ולסיים ב-Enter.</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>סימון הכול</translation>
    </message>
    <message>
        <source>Tick at least one location.</source>
        <translation>סמנו לפחות מקום אחד.</translation>
    </message>
    <message>
        <source>Tick at least one service.</source>
        <translation>סמנו לפחות שירות אחד.</translation>
    </message>
    <message>
        <source>Tick in Wix: {permission}</source>
        <translation>סמנו ב-Wix: ‏{permission}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>שעה</translation>
    </message>
    <message>
        <source>Time zone: {zone}</source>
        <translation>אזור זמן: {zone}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>אל</translation>
    </message>
    <message>
        <source>To enter it, start turnout --set-up.</source>
        <translation>כדי להזין אותו, הפעילו turnout --set-up.</translation>
    </message>
    <message>
        <source>To let an app ask there instead comes in a later version.</source>
        <translation>לאפשר לאפליקציה לשאול שם במקום יגיע בגרסה הבאה.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as turnout --set-up.</source>
        <translation>כדי להציג אותם, סגרו את turnout והפעילו אותו כך: turnout --set-up.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as “{command}”.</source>
        <translation>כדי להציג אותם, סגרו את turnout והפעילו אותו כ-״{command}״.</translation>
    </message>
    <message>
        <source>To put right</source>
        <translation>לתיקון</translation>
    </message>
    <message>
        <source>To {session}</source>
        <translation>אל {session}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>היום</translation>
    </message>
    <message>
        <source>Today is not loaded yet; the last update was {when}.</source>
        <translation>היום עדיין לא נטען; העדכון האחרון היה ב{when}.</translation>
    </message>
    <message>
        <source>Today is not loaded; the last update was {when}.</source>
        <translation>היום לא נטען; העדכון האחרון היה ב-{when}.</translation>
    </message>
    <message>
        <source>Today&apos;s sessions are all of locations or services that this desk leaves out.</source>
        <translation>כל המפגשים של היום שייכים למקומות או לשירותים שהדלפק הזה אינו מציג.</translation>
    </message>
    <message>
        <source>Today: back to it</source>
        <translation>היום: חזרה אליו</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings}</source>
        <translation>היום: {sessions}, {bookings}</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings} in the first {most}</source>
        <translation>היום: {sessions}, {bookings} ב-{most} הראשונים</translation>
    </message>
    <message>
        <source>Today’s sessions</source>
        <translation>המפגשים של היום</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>סך הכול</translation>
    </message>
    <message>
        <source>Total of {here} of {days} days</source>
        <translation>סך הכול של {here} מתוך {days} ימים</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>מגע</translation>
    </message>
    <message numerus="yes">
        <source>Try again in 1 second</source>
        <comment>Try again in %n seconds</comment>
        <translation>
            <numerusform>נסו שוב בעוד שנייה אחת</numerusform>
            <numerusform>נסו שוב בעוד %n שניות</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>נסו שוב בעוד דקה.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>נסו שוב.</translation>
    </message>
    <message>
        <source>Try the demo site</source>
        <translation>ניסיון באתר ההדגמה</translation>
    </message>
    <message>
        <source>Twice the same: look here</source>
        <translation>פעמיים אותו צליל: הסתכלו כאן</translation>
    </message>
    <message>
        <source>Type another one to change it. Nobody can read the old one.</source>
        <translation>הקלידו אחר כדי לשנות אותו. אף אחד לא יכול לקרוא את הישן.</translation>
    </message>
    <message>
        <source>Type six digits.</source>
        <translation>הקלידו שש ספרות.</translation>
    </message>
    <message>
        <source>Type the diagonal as a number between {least} and {most} inches, or leave it empty.</source>
        <translation>הקלידו את האלכסון כמספר בין {least} ל-{most} אינצ׳ים, או השאירו ריק.</translation>
    </message>
    <message>
        <source>Type the proxy as its name and port: {example}</source>
        <translation>הקלידו את ה-proxy כשם ופורט: {example}</translation>
    </message>
    <message>
        <source>Type the staff PIN. Check-ins are still being sent.</source>
        <translation>הקלידו את ה-PIN של הצוות. ההגעות ממשיכות להישלח.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>ביטול פעולה</translation>
    </message>
    <message>
        <source>Undo the last check-in change</source>
        <translation>ביטול השינוי האחרון</translation>
    </message>
    <message>
        <source>Undo: {name}, {change}</source>
        <translation>ביטול פעולה: {name}, {change}</translation>
    </message>
    <message>
        <source>Unknown booking</source>
        <translation>הזמנה לא מוכרת</translation>
    </message>
    <message>
        <source>Unlock it, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>פתחו אותה, או הפעילו את turnout עם TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>פתחו אותה ונסו שוב.</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>ניתוק</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>ביטול הסימון</translation>
    </message>
    <message>
        <source>Untick what is checked in elsewhere. These are the places and services of the days ahead in the site’s calendar; whatever comes new there is listed too.</source>
        <translation>הסירו את הסימון ממה שמסומן במקום אחר. אלה המקומות והשירותים של הימים הקרובים ביומן האתר; מה שיתווסף יוצג גם הוא.</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>מעודכן</translation>
    </message>
    <message>
        <source>Update now</source>
        <translation>עדכון עכשיו</translation>
    </message>
    <message>
        <source>Use an API key instead</source>
        <translation>שימוש במפתח API במקום</translation>
    </message>
    <message>
        <source>Use an app instead</source>
        <translation>שימוש באפליקציה במקום</translation>
    </message>
    <message>
        <source>Use {value} (Wix)</source>
        <translation>לקחת {value} ‏(Wix)</translation>
    </message>
    <message>
        <source>Visitors check themselves in.</source>
        <translation>המבקרים מסמנים הגעה בעצמם.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>עוצמה</translation>
    </message>
    <message>
        <source>Wait a minute. If it comes back, close other programs that use this site&apos;s key.</source>
        <translation>המתינו דקה. אם זה חוזר, סגרו תוכנות אחרות שמשתמשות במפתח של האתר הזה.</translation>
    </message>
    <message>
        <source>Wait, and look at status.wix.com.</source>
        <translation>המתינו, והסתכלו ב-status.wix.com.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-in.</source>
        <translation>ממתין להכרעה: {n}.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-ins.</source>
        <translation>ממתינים להכרעה: {n}.</translation>
    </message>
    <message>
        <source>Waiting for the next minute&apos;s requests.</source>
        <translation>ממתין לבקשות של הדקה הבאה.</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>ממתין לשליחה</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ללא הזמנה</translation>
    </message>
    <message>
        <source>Walk-in · not in Wix</source>
        <translation>ללא הזמנה · לא ב-Wix</translation>
    </message>
    <message>
        <source>Walk-ins not in Wix</source>
        <translation>ללא הזמנה, לא ב-Wix</translation>
    </message>
    <message>
        <source>Weekday and hour</source>
        <translation>יום ושעה</translation>
    </message>
    <message>
        <source>What answers in place of {host} does not speak TLS.</source>
        <translation>מה שעונה במקום {host} לא מדבר TLS.</translation>
    </message>
    <message>
        <source>What answers is not Wix. Check the address and the proxy in Network settings: {command}.</source>
        <translation>מה שעונה אינו Wix. בדקו את הכתובת ואת ה-proxy ב״הגדרות רשת״: {command}.</translation>
    </message>
    <message>
        <source>What does this desk list?</source>
        <translation>מה מוצג בדלפק הזה?</translation>
    </message>
    <message>
        <source>What each line stands for</source>
        <translation>מה מייצגת כל שורה</translation>
    </message>
    <message>
        <source>What the blue button says</source>
        <translation>מה שהכפתור הכחול אומר</translation>
    </message>
    <message>
        <source>What was decided cannot be undone.</source>
        <translation>אי אפשר לבטל את מה שהוחלט.</translation>
    </message>
    <message>
        <source>Whatever is heard is also on the screen.</source>
        <translation>כל מה שנשמע מופיע גם על המסך.</translation>
    </message>
    <message>
        <source>Where it was changed</source>
        <translation>איפה זה שונה</translation>
    </message>
    <message>
        <source>Which report</source>
        <translation>איזה דוח</translation>
    </message>
    <message>
        <source>Who booked</source>
        <translation>מי הזמין</translation>
    </message>
    <message>
        <source>Who is checked in</source>
        <translation>מי סומן</translation>
    </message>
    <message>
        <source>Whoever comes later is checked in as always. One undo takes it all back.</source>
        <translation>מי שיגיע אחר כך יסומן כרגיל. ביטול אחד מחזיר את הכול.</translation>
    </message>
    <message>
        <source>With a PIN the window can be locked, by Ctrl+L or in the menu, while nobody stands at it. Only a hash of it is kept on this computer.</source>
        <translation>עם קוד אפשר לנעול את החלון, ב-Ctrl+L או בתפריט, כשאיש אינו לידו. במחשב הזה נשמר רק גיבוב שלו.</translation>
    </message>
    <message>
        <source>With an e-mail address Wix gets a booking; without one it is counted here alone.</source>
        <translation>עם כתובת אימייל נוצרת הזמנה ב-Wix; בלעדיה נספר כאן בלבד.</translation>
    </message>
    <message>
        <source>With everyone who is booked this makes {n} of {capacity}.</source>
        <translation>עם כל מי שהזמין יהיו {n} מתוך {capacity}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} session.</source>
        <translation>מפגשים ללא רשימה עד כה: {n}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} sessions.</source>
        <translation>מפגשים ללא רשימה עד כה: {n}.</translation>
    </message>
    <message>
        <source>Without an e-mail address Wix takes no booking.</source>
        <translation>ללא כתובת אימייל Wix לא מקבל הזמנה.</translation>
    </message>
    <message>
        <source>Wix</source>
        <translation>‏Wix</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site</source>
        <translation>אין Wix Bookings באתר הזה</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site (428).</source>
        <translation>אין Wix Bookings באתר הזה (428).</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site.</source>
        <translation>אין Wix Bookings באתר הזה.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Add it from the site’s App Market. Check-in goes on; nothing is sent.</source>
        <translation>אין Wix Bookings באתר הזה. הוסיפו אותו ממרקט האפליקציות של האתר. סימון ההגעה נמשך; דבר לא נשלח.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Check the site ID, or add Wix Bookings in the site’s dashboard; then test again.</source>
        <translation>אין Wix Bookings באתר הזה. בדקו את מזהה האתר, או הוסיפו את Wix Bookings בלוח הבקרה; אחר כך בדקו שוב.</translation>
    </message>
    <message>
        <source>Wix accepts the app on this site.</source>
        <translation>‏Wix מקבל את האפליקציה באתר הזה.</translation>
    </message>
    <message>
        <source>Wix accepts the key and the site ID.</source>
        <translation>‏Wix מקבל את המפתח ואת מזהה האתר.</translation>
    </message>
    <message>
        <source>Wix asks to wait a minute</source>
        <translation>‏Wix מבקש להמתין דקה</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment.</source>
        <translation>‏Wix מבקש להמתין רגע.</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment. Test again in a minute.</source>
        <translation>‏Wix מבקש להמתין רגע. בדקו שוב בעוד דקה.</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site (429).</source>
        <translation>‏Wix מבקש להמתין: יש יותר מדי בקשות לאתר הזה (429).</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site. It goes on by itself within a minute or so; check-ins are saved on this computer meanwhile.</source>
        <translation>‏Wix מבקש להמתין: יש יותר מדי בקשות לאתר הזה. זה ימשיך מעצמו בתוך דקה בערך; סימוני ההגעה נשמרים בינתיים במחשב הזה.</translation>
    </message>
    <message>
        <source>Wix could not tell which session this belongs to.</source>
        <translation>ל-Wix לא ברור לאיזה מפגש זה שייך.</translation>
    </message>
    <message>
        <source>Wix did not accept a question of turnout. Test again in a few minutes.</source>
        <translation>‏Wix לא קיבל שאלה של turnout. בדקו שוב בעוד כמה דקות.</translation>
    </message>
    <message>
        <source>Wix did not accept this.</source>
        <translation>‏Wix לא קיבל את זה.</translation>
    </message>
    <message>
        <source>Wix did not answer in time.</source>
        <translation>‏Wix לא ענה בזמן.</translation>
    </message>
    <message>
        <source>Wix did not answer in time; it is asked again.</source>
        <translation>‏Wix לא ענה בזמן; שואלים אותו שוב.</translation>
    </message>
    <message>
        <source>Wix did not refuse this one; there is nothing to decide.</source>
        <translation>‏Wix לא דחה את זה; אין מה להכריע.</translation>
    </message>
    <message>
        <source>Wix did not say what became of this.</source>
        <translation>‏Wix לא אמר מה עלה בגורל זה.</translation>
    </message>
    <message>
        <source>Wix did not take the question; its number is {number}.</source>
        <translation>‏Wix לא קיבל את השאלה; המספר שלה הוא {number}.</translation>
    </message>
    <message>
        <source>Wix does not accept the app ID, the secret or the instance ID.</source>
        <translation>‏Wix לא מקבל את מזהה האפליקציה, את הסוד או את מזהה המופע.</translation>
    </message>
    <message>
        <source>Wix does not accept the app on this site. Is it still installed there?</source>
        <translation>‏Wix לא מקבל את האפליקציה באתר הזה. האם היא עדיין מותקנת שם?</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site (401).</source>
        <translation>‏Wix לא מקבל את המפתח של האתר הזה (401).</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site.</source>
        <translation>‏Wix לא מקבל את המפתח של האתר הזה.</translation>
    </message>
    <message>
        <source>Wix does not have this check-in any more.</source>
        <translation>סימון ההגעה הזה כבר לא קיים ב-Wix.</translation>
    </message>
    <message>
        <source>Wix does not know this booking or session.</source>
        <translation>‏Wix לא מכיר את ההזמנה או המפגש האלה.</translation>
    </message>
    <message>
        <source>Wix does not know this booking.</source>
        <translation>‏Wix לא מכיר את ההזמנה הזו.</translation>
    </message>
    <message>
        <source>Wix does not know this key. Copy all of it once more from {keys}; a key that was deleted there needs a new one.</source>
        <translation>‏Wix לא מכיר את המפתח הזה. העתיקו את כולו שוב מ-{keys}; במקום מפתח שנמחק שם צריך חדש.</translation>
    </message>
    <message>
        <source>Wix does not know this session.</source>
        <translation>‏Wix לא מכיר את המפגש הזה.</translation>
    </message>
    <message>
        <source>Wix has a booking with this e-mail that was counted by itself. Take one of them back.</source>
        <translation>ב-Wix יש הזמנה עם האימייל הזה שנספרה בנפרד. הורידו אחת מהן מהספירה.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own.</source>
        <translation>ל-Wix יש בעיה משלו.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own. Look at {page}.</source>
        <translation>ל-Wix יש בעיה משלו. הסתכלו ב-{page}.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking. Delete one there, then update.</source>
        <translation>ב-Wix יש שתי רשומות להזמנה הזו. מחקו שם אחת ואז עדכנו.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking: delete one there first.</source>
        <translation>ב-Wix יש שתי רשומות להזמנה הזו: מחקו שם קודם אחת.</translation>
    </message>
    <message>
        <source>Wix takes no more bookings for this session.</source>
        <translation>‏Wix לא מקבל עוד הזמנות למפגש הזה.</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>עובד</translation>
    </message>
    <message>
        <source>Write both days like {day}.</source>
        <translation>יש לכתוב את שני הימים כך: {day}.</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>הקובץ נכתב…</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>כן, המשך</translation>
    </message>
    <message>
        <source>a pause</source>
        <translation>הפסקה</translation>
    </message>
    <message>
        <source>absent, missing, late, reminder, close out</source>
        <translation>נעדר, חסר, איחור, תזכורת, סגירה</translation>
    </message>
    <message>
        <source>also counted on another device: {more}</source>
        <translation>נספרו גם במכשיר אחר: {more}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more</source>
        <comment>and %n more</comment>
        <translation>
            <numerusform>ועוד אחד</numerusform>
            <numerusform>ועוד %n</numerusform>
        </translation>
    </message>
    <message>
        <source>animation, moving, scrolling, gliding</source>
        <translation>הנפשה, אנימציה, תנועה, גלילה</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>בשעה {time}</translation>
    </message>
    <message>
        <source>back to booked</source>
        <translation>חזרה ל״הוזמן״</translation>
    </message>
    <message>
        <source>barcode, QR, reader, code</source>
        <translation>ברקוד, QR, קורא, קוד</translation>
    </message>
    <message>
        <source>barcode, QR, reader, length</source>
        <translation>ברקוד, QR, קורא, אורך</translation>
    </message>
    <message numerus="yes">
        <source>booked for 1</source>
        <comment>booked for %n</comment>
        <translation>
            <numerusform>הזמנה ל-1</numerusform>
            <numerusform>הזמנה ל-%n</numerusform>
        </translation>
    </message>
    <message>
        <source>booking {code}</source>
        <translation>הזמנה {code}</translation>
    </message>
    <message>
        <source>cancelled in Wix</source>
        <translation>בוטל ב-Wix</translation>
    </message>
    <message>
        <source>capacity {capacity}</source>
        <translation>תפוסה {capacity}</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>בבדיקה</translation>
    </message>
    <message>
        <source>contrast, colours, colors, night, day, bright, brightness, appearance</source>
        <translation>ניגודיות, צבעים, לילה, יום, בהיר, בהירות, מראה</translation>
    </message>
    <message>
        <source>country, format, calendar, clock, numbers, locale, 24 hour, 12 hour, week</source>
        <translation>מדינה, תבנית, לוח שנה, שעון, מספרים, אזור, 24 שעות, 12 שעות, שבוע</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>הוכרע</translation>
    </message>
    <message>
        <source>first visit</source>
        <translation>ביקור ראשון</translation>
    </message>
    <message>
        <source>full, overbooked, limit, places, spaces, maximum</source>
        <translation>מלא, תפוסה, הגבלה, מקומות, מקסימום</translation>
    </message>
    <message>
        <source>history, delete, retention, GDPR, personal data</source>
        <translation>היסטוריה, מחיקה, שמירה, GDPR, מידע אישי</translation>
    </message>
    <message>
        <source>in Wix: {server}, here: {mine}</source>
        <translation>ב-Wix: ‏{server}, כאן: {mine}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>כרגע</translation>
    </message>
    <message>
        <source>last update {time}</source>
        <translation>עדכון אחרון {time}</translation>
    </message>
    <message>
        <source>mute, loud, louder, quieter, audio, speaker</source>
        <translation>השתקה, חזק, חזק יותר, חלש, שמע, רמקול</translation>
    </message>
    <message>
        <source>mute, silent, night, do not disturb</source>
        <translation>השתקה, שקט, לילה, נא לא להפריע</translation>
    </message>
    <message>
        <source>mute, silent, silence, beep, noise, audio, speaker</source>
        <translation>השתקה, להשתיק, שקט, צפצוף, רעש, שמע, רמקול</translation>
    </message>
    <message>
        <source>night, evening, schedule</source>
        <translation>לילה, ערב, לוח זמנים</translation>
    </message>
    <message>
        <source>night, morning, schedule</source>
        <translation>לילה, בוקר, לוח זמנים</translation>
    </message>
    <message>
        <source>no update yet</source>
        <translation>עדיין אין עדכון</translation>
    </message>
    <message>
        <source>no-show</source>
        <translation>אי-הגעה</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ללא</translation>
    </message>
    <message>
        <source>not in Wix</source>
        <translation>לא ב-Wix</translation>
    </message>
    <message>
        <source>of {booked} in</source>
        <translation>מתוך {booked} כאן</translation>
    </message>
    <message>
        <source>off</source>
        <translation>כבוי</translation>
    </message>
    <message>
        <source>on</source>
        <translation>פעיל</translation>
    </message>
    <message>
        <source>opens {day}</source>
        <translation>נפתח ב{day}</translation>
    </message>
    <message>
        <source>password, PIN, code, secure, screen lock</source>
        <translation>סיסמה, קוד, PIN, אבטחה, נעילת מסך</translation>
    </message>
    <message>
        <source>problem, error, trouble, log, support, help</source>
        <translation>בעיה, שגיאה, תקלה, יומן, תמיכה, עזרה</translation>
    </message>
    <message>
        <source>proxy, network, internet, wifi, API key, account, sign in, log in, log out, Wix</source>
        <translation>פרוקסי, רשת, אינטרנט, מפתח API, חשבון, כניסה, התחברות, Wix, ויי־פיי, וייפיי, התנתקות, יציאה</translation>
    </message>
    <message>
        <source>saved here, not sent yet</source>
        <translation>שמור כאן, עדיין לא נשלח</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>נשלח</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>בוטל</translation>
    </message>
    <message>
        <source>translation, locale</source>
        <translation>תרגום, אזור</translation>
    </message>
    <message numerus="yes">
        <source>tried once</source>
        <comment>tried %n times</comment>
        <translation>
            <numerusform>ניסיון אחד</numerusform>
            <numerusform>%n ניסיונות</numerusform>
        </translation>
    </message>
    <message>
        <source>turnout {number}</source>
        <translation>‏turnout {number}</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>ביטול פעולה</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>בוטל</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>אומת</translation>
    </message>
    <message>
        <source>version, licence, license, update, help</source>
        <translation>גרסה, רישיון, עדכון, עזרה</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ממתין</translation>
    </message>
    <message>
        <source>waiting for approval in Wix</source>
        <translation>ממתין לאישור ב-Wix</translation>
    </message>
    <message>
        <source>zoom, font, larger, bigger, smaller, letters, scale, readable</source>
        <translation>זום, גופן, פונט, גדול, להגדיל, קטן, אותיות, הגדלה, קריא</translation>
    </message>
    <message>
        <source>{attended} of {booked} in</source>
        <translation>{attended} מתוך {booked} כאן</translation>
    </message>
    <message>
        <source>{before} to {after}</source>
        <translation>מ-{before} ל-{after}</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>‏{before} ← {after}</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, just now.</source>
        <translation>{booked} הזמנות במפגש {n}, כרגע.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {hours} h ago.</source>
        <translation>{booked} הזמנות במפגש {n}, לפני {hours} שע׳.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {minutes} min ago.</source>
        <translation>{booked} הזמנות במפגש {n}, לפני {minutes} דק׳.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, just now.</source>
        <translation>{booked} הזמנות ב-{n} מפגשים, כרגע.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {hours} h ago.</source>
        <translation>{booked} הזמנות ב-{n} מפגשים, לפני {hours} שע׳.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {minutes} min ago.</source>
        <translation>{booked} הזמנות ב-{n} מפגשים, לפני {minutes} דק׳.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} session today, as of {pulled}.</source>
        <translation>{booked} הזמנות במפגש {n} היום, נכון לשעה {pulled}.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} sessions today, as of {pulled}.</source>
        <translation>{booked} הזמנות ב-{n} מפגשים היום, נכון לשעה {pulled}.</translation>
    </message>
    <message>
        <source>{booked} for {sessions}, {ago}.</source>
        <translation>{booked} ל-{sessions}, {ago}.</translation>
    </message>
    <message>
        <source>{change} changed elsewhere</source>
        <translation>{change} השתנה במקום אחר</translation>
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
        <translation>{done} מתוך {total} מפגשים</translation>
    </message>
    <message>
        <source>{gigabytes} GB are free.</source>
        <translation>‏{gigabytes} GB פנויים.</translation>
    </message>
    <message>
        <source>{here} in</source>
        <translation>{here} כאן</translation>
    </message>
    <message>
        <source>{here} of {days} days are on this computer.</source>
        <translation>{here} מתוך {days} ימים נמצאים במחשב הזה.</translation>
    </message>
    <message>
        <source>{here} of {party} in</source>
        <translation>{here} מתוך {party} כאן</translation>
    </message>
    <message>
        <source>{hits} of {targets}</source>
        <translation>{hits} מתוך {targets}</translation>
    </message>
    <message>
        <source>{hits} of {targets} targets were hit. Where the screen does not feel a finger, calibrate it in the system’s settings, then test again.</source>
        <translation>{hits} מתוך {targets} מטרות נפגעו. במקום שבו המסך לא מרגיש אצבע, כיילו אותו בהגדרות המערכת ובדקו שוב.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}, with the authorities of {file}.</source>
        <translation>{host} עונה, דרך ה-proxy ‏{proxy}, עם הרשויות שבקובץ {file}.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}.</source>
        <translation>{host} עונה, דרך ה-proxy ‏{proxy}.</translation>
    </message>
    <message>
        <source>{host} answers, with the authorities of {file}.</source>
        <translation>{host} עונה, עם הרשויות שבקובץ {file}.</translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation>{host} עונה.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} לא ענה בזמן.</translation>
    </message>
    <message>
        <source>{listed} of the site’s {all} sessions today are listed on this computer.</source>
        <translation>{listed} מתוך {all} המפגשים של האתר היום מוצגים במחשב הזה.</translation>
    </message>
    <message>
        <source>{more} extra</source>
        <translation>{more} נוספים</translation>
    </message>
    <message>
        <source>{name} ({apart})</source>
        <translation>{name} ({apart})</translation>
    </message>
    <message>
        <source>{name} is booked more than once today. Enter checks in here</source>
        <translation>ל-{name} יש כמה הזמנות היום. Enter מסמן כאן</translation>
    </message>
    <message>
        <source>{name} needs attention: Enter shows what to decide</source>
        <translation>{name} דורש טיפול: Enter מציג מה להכריע</translation>
    </message>
    <message>
        <source>{name} {what}</source>
        <translation>{name} {what}</translation>
    </message>
    <message>
        <source>{name}: all {party} are already in</source>
        <translation>{name}: כל ה-{party} כבר כאן</translation>
    </message>
    <message>
        <source>{name}: already checked in</source>
        <translation>{name}: כבר סומנה הגעה</translation>
    </message>
    <message>
        <source>{name}: back to {status}</source>
        <translation>{name}: חזרה למצב {status}</translation>
    </message>
    <message>
        <source>{name}: booked for {party}. Press + or Enter</source>
        <translation>{name}: הזמנה ל-{party}. הקישו + או Enter</translation>
    </message>
    <message>
        <source>{name}: checked in</source>
        <translation>{name}: סומנה הגעה</translation>
    </message>
    <message>
        <source>{name}: code {code} copied</source>
        <translation>{name}: הקוד {code} הועתק</translation>
    </message>
    <message>
        <source>{name}: decided</source>
        <translation>{name}: הוכרע</translation>
    </message>
    <message>
        <source>{name}: discarded</source>
        <translation>{name}: נמחק</translation>
    </message>
    <message>
        <source>{name}: kept on this computer</source>
        <translation>{name}: נשמר במחשב הזה</translation>
    </message>
    <message>
        <source>{name}: no-show</source>
        <translation>{name}: אי-הגעה</translation>
    </message>
    <message>
        <source>{name}: note removed</source>
        <translation>{name}: ההערה נמחקה</translation>
    </message>
    <message>
        <source>{name}: note saved</source>
        <translation>{name}: ההערה נשמרה</translation>
    </message>
    <message>
        <source>{name}: walk-in taken back</source>
        <translation>{name}: הגעה ללא הזמנה בוטלה</translation>
    </message>
    <message>
        <source>{name}: will be sent again</source>
        <translation>{name}: יישלח שוב</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in</source>
        <translation>{name}: {here} מתוך {party} כאן</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in. Press + or Enter</source>
        <translation>{name}: {here} מתוך {party} כאן. הקישו + או Enter</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}: {state}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>{n} of {all} session is not loaded yet.</source>
        <translation>{n} מתוך {all} מפגשים עדיין לא נטענו.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions are not loaded yet.</source>
        <translation>{n} מתוך {all} מפגשים עדיין לא נטענו.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions is not loaded yet.</source>
        <translation>{n} מתוך {all} מפגשים עדיין לא נטענו.</translation>
    </message>
    <message>
        <source>{party} booked + {extra} extra</source>
        <translation>{party} בהזמנה + {extra} נוספים</translation>
    </message>
    <message>
        <source>{people} more</source>
        <translation>עוד {people}</translation>
    </message>
    <message>
        <source>{person} is booked in this session already.</source>
        <translation>‏{person} כבר בהזמנה למפגש הזה.</translation>
    </message>
    <message>
        <source>{person} is booked in this session and is in already.</source>
        <translation>‏{person} בהזמנה למפגש הזה וכבר כאן.</translation>
    </message>
    <message>
        <source>{reason} Check-in goes on; nothing is sent until that is put right.</source>
        <translation>{reason} סימון ההגעה נמשך; דבר לא נשלח עד שזה יתוקן.</translation>
    </message>
    <message>
        <source>{setting} cannot be that. It is as it was.</source>
        <translation>{setting}: הערך הזה לא אפשרי. נשאר כפי שהיה.</translation>
    </message>
    <message>
        <source>{setting}: less</source>
        <translation>{setting}: פחות</translation>
    </message>
    <message>
        <source>{setting}: more</source>
        <translation>{setting}: יותר</translation>
    </message>
    <message>
        <source>{setting}: {value}</source>
        <translation>{setting}: {value}</translation>
    </message>
    <message>
        <source>{span} ms</source>
        <translation>{span} מ״ש</translation>
    </message>
    <message>
        <source>{title} has ended. Enter checks {name} in all the same</source>
        <translation>{title} הסתיים. Enter מסמן את {name} בכל זאת</translation>
    </message>
    <message>
        <source>{title} has room for {left} more ({attended} of {capacity}).</source>
        <translation>ב-{title} נשאר מקום ל-{left} ({attended} מתוך {capacity}).</translation>
    </message>
    <message>
        <source>{title} is full ({attended} of {capacity}).</source>
        <translation>{title} מלא ({attended} מתוך {capacity}).</translation>
    </message>
    <message>
        <source>{title} was cancelled. Nobody can be checked in.</source>
        <translation>{title} בוטל. אי אפשר לסמן הגעה.</translation>
    </message>
    <message>
        <source>{title} was cancelled; nobody can be checked in.</source>
        <translation>{title} בוטל; אי אפשר לסמן הגעה.</translation>
    </message>
    <message>
        <source>{what} Check this computer’s network, then test again.</source>
        <translation>{what} בדקו את הרשת של המחשב הזה, ואז בדקו שוב.</translation>
    </message>
    <message>
        <source>{what} Copy all three once more, and test again.</source>
        <translation>{what} העתיקו את שלושתם שוב, ובדקו שוב.</translation>
    </message>
    <message>
        <source>{what} Test again in a few minutes.</source>
        <translation>{what} בדקו שוב בעוד כמה דקות.</translation>
    </message>
    <message>
        <source>{words}, chosen</source>
        <translation>{words}, נבחר</translation>
    </message>
    <message>
        <source>{words}: {group}</source>
        <translation>{words}: {group}</translation>
    </message>
</context>
</TS>
