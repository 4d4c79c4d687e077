<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>+ Walk-in</source>
        <translation>+ بدون حجز</translation>
    </message>
    <message>
        <source>+ Walk-in “{name}”</source>
        <translation>+ بدون حجز «{name}»</translation>
    </message>
    <message>
        <source>+{people} extra</source>
        <translation>+{people} إضافي</translation>
    </message>
    <message>
        <source>0–9</source>
        <translation>0–9</translation>
    </message>
    <message numerus="yes">
        <source>1 booked</source>
        <comment>%n booked</comment>
        <translation>
            <numerusform>لا محجوزين</numerusform>
            <numerusform>محجوز واحد</numerusform>
            <numerusform>محجوزان</numerusform>
            <numerusform>%n محجوزين</numerusform>
            <numerusform>%n محجوزًا</numerusform>
            <numerusform>%n محجوز</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 booking</source>
        <comment>%n bookings</comment>
        <translation>
            <numerusform>لا حجوزات</numerusform>
            <numerusform>حجز واحد</numerusform>
            <numerusform>حجزان</numerusform>
            <numerusform>%n حجوزات</numerusform>
            <numerusform>%n حجزًا</numerusform>
            <numerusform>%n حجز</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 character</source>
        <comment>%n characters</comment>
        <translation>
            <numerusform>بلا أحرف</numerusform>
            <numerusform>حرف واحد</numerusform>
            <numerusform>حرفان</numerusform>
            <numerusform>%n أحرف</numerusform>
            <numerusform>%n حرفًا</numerusform>
            <numerusform>%n حرف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in is only on this computer, or was not read back from Wix yet. Send it first, or take it along in a file.</source>
        <comment>%n check-ins are only on this computer, or were not read back from Wix yet. Send them first, or take them along in a file.</comment>
        <translation>
            <numerusform>لا توجد تسجيلات على هذا الكمبيوتر وحده.</numerusform>
            <numerusform>تسجيل واحد موجود على هذا الكمبيوتر فقط، أو لم يُقرأ من Wix بعد. أرسلوه أولًا، أو احفظوه في ملف.</numerusform>
            <numerusform>تسجيلان موجودان على هذا الكمبيوتر فقط، أو لم يُقرآ من Wix بعد. أرسلوهما أولًا، أو احفظوهما في ملف.</numerusform>
            <numerusform>%n تسجيلات موجودة على هذا الكمبيوتر فقط، أو لم تُقرأ من Wix بعد. أرسلوها أولًا، أو احفظوها في ملف.</numerusform>
            <numerusform>%n تسجيلًا موجودًا على هذا الكمبيوتر فقط، أو لم يُقرأ من Wix بعد. أرسلوها أولًا، أو احفظوها في ملف.</numerusform>
            <numerusform>%n تسجيل موجود على هذا الكمبيوتر فقط، أو لم يُقرأ من Wix بعد. أرسلوها أولًا، أو احفظوها في ملف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 check-in was handed over in a file: it is not counted or sent here any more. Import the file on another computer, which then sends it.</source>
        <comment>%n check-ins were handed over in a file: they are not counted or sent here any more. Import the file on another computer, which then sends them.</comment>
        <translation>
            <numerusform>لم يُسلَّم أي تسجيل في ملف.</numerusform>
            <numerusform>سُلِّم تسجيل واحد في ملف: لم يعد يُحسب أو يُرسل من هنا. استوردوا الملف على حاسوب آخر ليرسله.</numerusform>
            <numerusform>سُلِّم تسجيلان في ملف: لم يعودا يُحسبان أو يُرسلان من هنا. استوردوا الملف على حاسوب آخر ليرسلهما.</numerusform>
            <numerusform>سُلِّمت %n تسجيلات في ملف: لم تعد تُحسب أو تُرسل من هنا. استوردوا الملف على حاسوب آخر ليرسلها.</numerusform>
            <numerusform>سُلِّم %n تسجيلًا في ملف: لم تعد تُحسب أو تُرسل من هنا. استوردوا الملف على حاسوب آخر ليرسلها.</numerusform>
            <numerusform>سُلِّم %n تسجيل في ملف: لم تعد تُحسب أو تُرسل من هنا. استوردوا الملف على حاسوب آخر ليرسلها.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 client without a no-show</source>
        <comment>%n clients without a no-show</comment>
        <translation>
            <numerusform>لا عملاء بلا غياب</numerusform>
            <numerusform>عميل واحد بلا غياب</numerusform>
            <numerusform>عميلان بلا غياب</numerusform>
            <numerusform>%n عملاء بلا غياب</numerusform>
            <numerusform>%n عميلًا بلا غياب</numerusform>
            <numerusform>%n عميل بلا غياب</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day</source>
        <comment>%n days</comment>
        <translation>
            <numerusform>لا أيام</numerusform>
            <numerusform>يوم واحد</numerusform>
            <numerusform>يومان</numerusform>
            <numerusform>%n أيام</numerusform>
            <numerusform>%n يومًا</numerusform>
            <numerusform>%n يوم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 day before</source>
        <comment>%n days before</comment>
        <translation>
            <numerusform>لا أيام قبلها</numerusform>
            <numerusform>يوم واحد قبلها</numerusform>
            <numerusform>يومان قبلها</numerusform>
            <numerusform>%n أيام قبلها</numerusform>
            <numerusform>%n يومًا قبلها</numerusform>
            <numerusform>%n يوم قبلها</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit typed</source>
        <comment>%n digits typed</comment>
        <translation>
            <numerusform>لم يُكتب أي رقم (%n)</numerusform>
            <numerusform>كُتب رقم واحد</numerusform>
            <numerusform>كُتب رقمان</numerusform>
            <numerusform>كُتبت %n أرقام</numerusform>
            <numerusform>كُتب %n رقمًا</numerusform>
            <numerusform>كُتب %n رقم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 digit. Optional at a reception; a kiosk asks for it before it can be left.</source>
        <comment>%n digits. Optional at a reception; a kiosk asks for it before it can be left.</comment>
        <translation>
            <numerusform>لا أرقام.</numerusform>
            <numerusform>رقم واحد. اختياري في الاستقبال؛ ويطلبه الكشك قبل الخروج منه.</numerusform>
            <numerusform>رقمان. اختياري في الاستقبال؛ ويطلبه الكشك قبل الخروج منه.</numerusform>
            <numerusform>%n أرقام. اختياري في الاستقبال؛ ويطلبه الكشك قبل الخروج منه.</numerusform>
            <numerusform>%n رقمًا. اختياري في الاستقبال؛ ويطلبه الكشك قبل الخروج منه.</numerusform>
            <numerusform>%n رقم. اختياري في الاستقبال؛ ويطلبه الكشك قبل الخروج منه.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 finished session</source>
        <comment>%n finished sessions</comment>
        <translation>
            <numerusform>لا جلسات منتهية</numerusform>
            <numerusform>جلسة منتهية واحدة</numerusform>
            <numerusform>جلستان منتهيتان</numerusform>
            <numerusform>%n جلسات منتهية</numerusform>
            <numerusform>%n جلسة منتهية</numerusform>
            <numerusform>%n جلسة منتهية</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 h ago</source>
        <comment>%n h ago</comment>
        <translation>
            <numerusform>قبل أقل من ساعة</numerusform>
            <numerusform>قبل ساعة</numerusform>
            <numerusform>قبل ساعتين</numerusform>
            <numerusform>قبل %n ساعات</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 key is no scan; a code has at least 4.</source>
        <comment>%n keys are no scan; a code has at least 4.</comment>
        <translation>
            <numerusform>لا ضغطات؛ في الرمز 4 أحرف على الأقل.</numerusform>
            <numerusform>ضغطة واحدة ليست مسحًا؛ في الرمز 4 أحرف على الأقل.</numerusform>
            <numerusform>ضغطتان ليستا مسحًا؛ في الرمز 4 أحرف على الأقل.</numerusform>
            <numerusform>%n ضغطات ليست مسحًا؛ في الرمز 4 أحرف على الأقل.</numerusform>
            <numerusform>%n ضغطة ليست مسحًا؛ في الرمز 4 أحرف على الأقل.</numerusform>
            <numerusform>%n ضغطة ليست مسحًا؛ في الرمز 4 أحرف على الأقل.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 min ago</source>
        <comment>%n min ago</comment>
        <translation>
            <numerusform>قبل أقل من دقيقة</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %n دقائق</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute</source>
        <comment>%n minutes</comment>
        <translation>
            <numerusform>أقل من دقيقة</numerusform>
            <numerusform>دقيقة</numerusform>
            <numerusform>دقيقتان</numerusform>
            <numerusform>%n دقائق</numerusform>
            <numerusform>%n دقيقة</numerusform>
            <numerusform>%n دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute fast</source>
        <comment>%n minutes fast</comment>
        <translation>
            <numerusform>متقدمة بأقل من دقيقة</numerusform>
            <numerusform>متقدمة بدقيقة</numerusform>
            <numerusform>متقدمة بدقيقتين</numerusform>
            <numerusform>متقدمة بـ %n دقائق</numerusform>
            <numerusform>متقدمة بـ %n دقيقة</numerusform>
            <numerusform>متقدمة بـ %n دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute slow</source>
        <comment>%n minutes slow</comment>
        <translation>
            <numerusform>متأخرة بأقل من دقيقة</numerusform>
            <numerusform>متأخرة بدقيقة</numerusform>
            <numerusform>متأخرة بدقيقتين</numerusform>
            <numerusform>متأخرة بـ %n دقائق</numerusform>
            <numerusform>متأخرة بـ %n دقيقة</numerusform>
            <numerusform>متأخرة بـ %n دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more</source>
        <comment>%n more</comment>
        <translation>
            <numerusform>لا مزيد</numerusform>
            <numerusform>واحد آخر</numerusform>
            <numerusform>اثنان آخران</numerusform>
            <numerusform>%n آخرون</numerusform>
            <numerusform>%n آخرون</numerusform>
            <numerusform>%n آخرون</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 needs attention</source>
        <comment>%n need attention</comment>
        <translation>
            <numerusform>لا شيء يحتاج إلى مراجعة</numerusform>
            <numerusform>واحد يحتاج إلى مراجعة</numerusform>
            <numerusform>اثنان يحتاجان إلى مراجعة</numerusform>
            <numerusform>%n تحتاج إلى مراجعة</numerusform>
            <numerusform>%n تحتاج إلى مراجعة</numerusform>
            <numerusform>%n تحتاج إلى مراجعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of {sessions} is not loaded yet.</source>
        <comment>%n of {sessions} are not loaded yet.</comment>
        <translation>
            <numerusform>كل {sessions} محمّلة.</numerusform>
            <numerusform>واحدة من {sessions} لم تُحمّل بعد.</numerusform>
            <numerusform>اثنتان من {sessions} لم تُحمّلا بعد.</numerusform>
            <numerusform>%n من {sessions} لم تُحمّل بعد.</numerusform>
            <numerusform>%n من {sessions} لم تُحمّل بعد.</numerusform>
            <numerusform>%n من {sessions} لم تُحمّل بعد.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here</source>
        <comment>%n parties are partly here</comment>
        <translation>
            <numerusform>لا مجموعات حاضرة جزئيًا</numerusform>
            <numerusform>مجموعة واحدة حاضرة جزئيًا</numerusform>
            <numerusform>مجموعتان حاضرتان جزئيًا</numerusform>
            <numerusform>%n مجموعات حاضرة جزئيًا</numerusform>
            <numerusform>%n مجموعة حاضرة جزئيًا</numerusform>
            <numerusform>%n مجموعة حاضرة جزئيًا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 party is partly here; it stays as it is.</source>
        <comment>%n parties are partly here; they stay as they are.</comment>
        <translation>
            <numerusform>لا مجموعات حاضرة جزئيًا.</numerusform>
            <numerusform>مجموعة واحدة حاضرة جزئيًا؛ تبقى كما هي.</numerusform>
            <numerusform>مجموعتان حاضرتان جزئيًا؛ تبقيان كما هما.</numerusform>
            <numerusform>%n مجموعات حاضرة جزئيًا؛ تبقى كما هي.</numerusform>
            <numerusform>%n مجموعة حاضرة جزئيًا؛ تبقى كما هي.</numerusform>
            <numerusform>%n مجموعة حاضرة جزئيًا؛ تبقى كما هي.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person hasn’t arrived</source>
        <comment>%n people haven’t arrived</comment>
        <translation>
            <numerusform>وصل الجميع</numerusform>
            <numerusform>شخص واحد لم يصل</numerusform>
            <numerusform>شخصان لم يصلا</numerusform>
            <numerusform>%n أشخاص لم يصلوا</numerusform>
            <numerusform>%n شخصًا لم يصلوا</numerusform>
            <numerusform>%n شخص لم يصلوا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person named {name}</source>
        <comment>%n people named {name}</comment>
        <translation>
            <numerusform>لا أحد باسم {name}</numerusform>
            <numerusform>شخص واحد باسم {name}</numerusform>
            <numerusform>شخصان باسم {name}</numerusform>
            <numerusform>%n أشخاص باسم {name}</numerusform>
            <numerusform>%n شخصًا باسم {name}</numerusform>
            <numerusform>%n شخص باسم {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: back to {status}</source>
        <comment>%n people: back to {status}</comment>
        <translation>
            <numerusform>لا أحد: عودة إلى «{status}»</numerusform>
            <numerusform>شخص واحد: عودة إلى «{status}»</numerusform>
            <numerusform>شخصان: عودة إلى «{status}»</numerusform>
            <numerusform>%n أشخاص: عودة إلى «{status}»</numerusform>
            <numerusform>%n شخصًا: عودة إلى «{status}»</numerusform>
            <numerusform>%n شخص: عودة إلى «{status}»</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 person: no-show</source>
        <comment>%n people: no-show</comment>
        <translation>
            <numerusform>لا أحد: عدم حضور</numerusform>
            <numerusform>شخص واحد: عدم حضور</numerusform>
            <numerusform>شخصان: عدم حضور</numerusform>
            <numerusform>%n أشخاص: عدم حضور</numerusform>
            <numerusform>%n شخصًا: عدم حضور</numerusform>
            <numerusform>%n شخص: عدم حضور</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result</source>
        <comment>%n results</comment>
        <translation>
            <numerusform>لا نتائج (%n)</numerusform>
            <numerusform>نتيجة واحدة</numerusform>
            <numerusform>نتيجتان</numerusform>
            <numerusform>%n نتائج</numerusform>
            <numerusform>%n نتيجة</numerusform>
            <numerusform>%n نتيجة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 result, and more match</source>
        <comment>%n results, and more match</comment>
        <translation>
            <numerusform>لا نتائج، ويوجد المزيد (%n)</numerusform>
            <numerusform>نتيجة واحدة، ويوجد المزيد</numerusform>
            <numerusform>نتيجتان، ويوجد المزيد</numerusform>
            <numerusform>%n نتائج، ويوجد المزيد</numerusform>
            <numerusform>%n نتيجة، ويوجد المزيد</numerusform>
            <numerusform>%n نتيجة، ويوجد المزيد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 saved on this computer</source>
        <comment>%n saved on this computer</comment>
        <translation>
            <numerusform>لا شيء محفوظ هنا</numerusform>
            <numerusform>واحد محفوظ على هذا الكمبيوتر</numerusform>
            <numerusform>اثنان محفوظان على هذا الكمبيوتر</numerusform>
            <numerusform>%n محفوظة على هذا الكمبيوتر</numerusform>
            <numerusform>%n محفوظًا على هذا الكمبيوتر</numerusform>
            <numerusform>%n محفوظ على هذا الكمبيوتر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session</source>
        <comment>%n sessions</comment>
        <translation>
            <numerusform>لا جلسات</numerusform>
            <numerusform>جلسة واحدة</numerusform>
            <numerusform>جلستان</numerusform>
            <numerusform>%n جلسات</numerusform>
            <numerusform>%n جلسة</numerusform>
            <numerusform>%n جلسة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session on this day is left out at this desk, by its location or service.</source>
        <comment>All %n sessions on this day are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>لا جلسات في هذا اليوم معروضة في هذا الاستقبال (%n).</numerusform>
            <numerusform>جلسة واحدة في هذا اليوم غير معروضة في هذا الاستقبال، بسبب مكانها أو خدمتها.</numerusform>
            <numerusform>جلستا هذا اليوم غير معروضتين في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
            <numerusform>كل جلسات هذا اليوم، وهي %n، غير معروضة في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
            <numerusform>كل جلسات هذا اليوم، وهي %n، غير معروضة في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
            <numerusform>كل جلسات هذا اليوم، وهي %n، غير معروضة في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 session today is left out at this desk, by its location or service.</source>
        <comment>All %n sessions today are left out at this desk, by their locations or services.</comment>
        <translation>
            <numerusform>لا جلسات اليوم معروضة في هذا الاستقبال (%n).</numerusform>
            <numerusform>جلسة واحدة اليوم غير معروضة في هذا الاستقبال، بسبب مكانها أو خدمتها.</numerusform>
            <numerusform>جلستا اليوم غير معروضتين في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
            <numerusform>كل جلسات اليوم، وهي %n، غير معروضة في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
            <numerusform>كل جلسات اليوم، وهي %n، غير معروضة في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
            <numerusform>كل جلسات اليوم، وهي %n، غير معروضة في هذا الاستقبال، بسبب الأماكن أو الخدمات.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 thing to put right. It stands first, with what to do.</source>
        <comment>%n things to put right. They stand first, with what to do.</comment>
        <translation>
            <numerusform>لا شيء للإصلاح.</numerusform>
            <numerusform>أمر واحد للإصلاح. يأتي أولًا مع ما يجب فعله.</numerusform>
            <numerusform>أمران للإصلاح. يأتيان أولًا مع ما يجب فعله.</numerusform>
            <numerusform>%n أمور للإصلاح. تأتي أولًا مع ما يجب فعله.</numerusform>
            <numerusform>%n أمرًا للإصلاح. تأتي أولًا مع ما يجب فعله.</numerusform>
            <numerusform>%n أمر للإصلاح. تأتي أولًا مع ما يجب فعله.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 waiting to send</source>
        <comment>%n waiting to send</comment>
        <translation>
            <numerusform>لا شيء ينتظر الإرسال</numerusform>
            <numerusform>واحد ينتظر الإرسال</numerusform>
            <numerusform>اثنان ينتظران الإرسال</numerusform>
            <numerusform>%n تنتظر الإرسال</numerusform>
            <numerusform>%n تنتظر الإرسال</numerusform>
            <numerusform>%n تنتظر الإرسال</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 walk-in · not in Wix</source>
        <comment>%n walk-ins · not in Wix</comment>
        <translation>
            <numerusform>لا أحد بدون حجز · ليس في Wix</numerusform>
            <numerusform>واحد بدون حجز · ليس في Wix</numerusform>
            <numerusform>اثنان بدون حجز · ليسا في Wix</numerusform>
            <numerusform>%n بدون حجز · ليسوا في Wix</numerusform>
            <numerusform>%n بدون حجز · ليسوا في Wix</numerusform>
            <numerusform>%n بدون حجز · ليسوا في Wix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 was sent and is checked once more.</source>
        <comment>%n were sent and are checked once more.</comment>
        <translation>
            <numerusform>لم يُرسل شيء للتحقق.</numerusform>
            <numerusform>أُرسل واحد ويُتحقق منه مرة أخرى.</numerusform>
            <numerusform>أُرسل اثنان ويُتحقق منهما مرة أخرى.</numerusform>
            <numerusform>أُرسلت %n ويُتحقق منها مرة أخرى.</numerusform>
            <numerusform>أُرسل %n ويُتحقق منها مرة أخرى.</numerusform>
            <numerusform>أُرسل %n ويُتحقق منها مرة أخرى.</numerusform>
        </translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long.</source>
        <translation>في الرمز السري {wanted} أرقام ولا شيء غيرها؛ وطوله هنا {typed}.</translation>
    </message>
    <message>
        <source>A PIN has {wanted} digits and nothing else; this is {typed} long. Type it again, or leave it empty.</source>
        <translation>في الرمز السري {wanted} أرقام ولا شيء غيرها؛ وطوله هنا {typed}. اكتبوه مجددًا، أو اتركوه فارغًا.</translation>
    </message>
    <message>
        <source>A decision between two numbers cannot be undone. Set the count instead.</source>
        <translation>لا يمكن التراجع عن قرار بين رقمين. حدّدوا العدد بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>A full session takes nobody more on this computer, and says so.</source>
        <translation>الجلسة الممتلئة لا تقبل أحدًا آخر على هذا الحاسوب، وتقول ذلك.</translation>
    </message>
    <message>
        <source>A note has at most {most} characters.</source>
        <translation>لا تزيد الملاحظة على {most} حرفًا.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of Wix. Open a browser and sign in to the network.</source>
        <translation>تجيب صفحة من هذه الشبكة بدلًا من Wix. افتحوا متصفحًا وسجّلوا الدخول إلى الشبكة.</translation>
    </message>
    <message>
        <source>A page of this network answers in place of {host}.</source>
        <translation>تجيب صفحة من هذه الشبكة بدلًا من {host}.</translation>
    </message>
    <message>
        <source>A proxy that asks for none can be typed into Network settings (turnout --set-up).</source>
        <translation>يمكن كتابة وكيل لا يطلبهما في «إعدادات الشبكة» (turnout --set-up).</translation>
    </message>
    <message>
        <source>A proxy’s name and password cannot be kept here, where anybody may read them. Leave them out, or start turnout with {variable} set.</source>
        <translation>لا يمكن حفظ اسم وكلمة مرور للوكيل هنا، حيث يقرأهما أي أحد. احذفوهما، أو شغّلوا turnout مع {variable}.</translation>
    </message>
    <message>
        <source>A report spans {days} days at most.</source>
        <translation>يشمل التقرير {days} يومًا على الأكثر.</translation>
    </message>
    <message>
        <source>A session in which this computer counted somebody is always listed. This can be changed later with {command}.</source>
        <translation>الجلسة التي سُجّل فيها حضور على هذا الكمبيوتر تُعرض دائمًا. يمكن تغيير ذلك لاحقًا عبر {command}.</translation>
    </message>
    <message>
        <source>A site without a name</source>
        <translation>موقع بلا اسم</translation>
    </message>
    <message>
        <source>A window can be opened.</source>
        <translation>يمكن فتح نافذة.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>مفتاح API</translation>
    </message>
    <message>
        <source>About</source>
        <translation>حول البرنامج</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>النشاط</translation>
    </message>
    <message>
        <source>Add 1 extra</source>
        <translation>إضافة 1 زيادة</translation>
    </message>
    <message>
        <source>Add and check in</source>
        <translation>إضافة وتسجيل الحضور</translation>
    </message>
    <message>
        <source>Add another site</source>
        <translation>إضافة موقع آخر</translation>
    </message>
    <message>
        <source>Add another site…</source>
        <translation>إضافة موقع آخر…</translation>
    </message>
    <message>
        <source>Add it from the site&apos;s App Market.</source>
        <translation>أضيفوه من سوق تطبيقات الموقع.</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>إضافة ملاحظة</translation>
    </message>
    <message>
        <source>Add to {session} instead</source>
        <translation>الإضافة إلى {session} بدلاً من ذلك</translation>
    </message>
    <message>
        <source>Add “{name}” to the app&apos;s permissions where it was made, and let the site&apos;s owner agree to it.</source>
        <translation>أضيفوا «{name}» إلى أذونات التطبيق حيث أُنشئ، وليوافق مالك الموقع عليه.</translation>
    </message>
    <message>
        <source>After a check-in by hand</source>
        <translation>بعد تسجيل يدوي</translation>
    </message>
    <message>
        <source>After a scan</source>
        <translation>بعد مسح رمز</translation>
    </message>
    <message>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>All five targets were hit.</source>
        <translation>أُصيبت الأهداف الخمسة كلها.</translation>
    </message>
    <message>
        <source>All of this is optional, and can be changed later with {command}.</source>
        <translation>كل هذا اختياري، ويمكن تغييره لاحقًا عبر {command}.</translation>
    </message>
    <message>
        <source>All sent · checking</source>
        <translation>أُرسل كل شيء · قيد التحقق</translation>
    </message>
    <message>
        <source>All {party} of this booking are in. Use “Add 1 extra” for one more.</source>
        <translation>كل الـ {party} في هذا الحجز هنا. لواحد آخر: «إضافة 1 زيادة».</translation>
    </message>
    <message>
        <source>Already marked as a no-show.</source>
        <translation>سُجّل من قبل كعدم حضور.</translation>
    </message>
    <message>
        <source>An appointment takes no walk-ins: book another one in Wix.</source>
        <translation>الموعد الفردي لا يقبل حضورًا بدون حجز: احجزوا موعدًا آخر في Wix.</translation>
    </message>
    <message>
        <source>Another address in place of Wix’s</source>
        <translation>عنوان آخر بدلًا من عنوان Wix</translation>
    </message>
    <message>
        <source>Another computer</source>
        <translation>كمبيوتر آخر</translation>
    </message>
    <message>
        <source>Another key for this site: close turnout and start it as “{command}”. Another site: “Sites” in the sync panel. Nothing that waits to be sent is lost.</source>
        <translation>مفتاح آخر لهذا الموقع: أغلقوا turnout وشغّلوه هكذا: «{command}». موقع آخر: «المواقع» في لوحة المزامنة. لا يضيع شيء مما ينتظر الإرسال.</translation>
    </message>
    <message>
        <source>Another process is sending</source>
        <translation>عملية أخرى ترسل الآن</translation>
    </message>
    <message>
        <source>Another process is sending.</source>
        <translation>عملية أخرى ترسل الآن.</translation>
    </message>
    <message>
        <source>Another process on this computer is sending. Check-in goes on as usual.</source>
        <translation>عملية أخرى على هذا الكمبيوتر ترسل الآن. تسجيل الحضور مستمر كالمعتاد.</translation>
    </message>
    <message>
        <source>Another program is holding this computer&apos;s data.</source>
        <translation>برنامج آخر يستخدم بيانات هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>App ID</source>
        <translation>معرّف التطبيق</translation>
    </message>
    <message>
        <source>App secret</source>
        <translation>سر التطبيق</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>موعد</translation>
    </message>
    <message>
        <source>Arrival time</source>
        <translation>وقت الوصول</translation>
    </message>
    <message>
        <source>As the site</source>
        <translation>كما في الموقع</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>كما في النظام</translation>
    </message>
    <message>
        <source>As this computer’s system tells it. Change it if it is not right.</source>
        <translation>كما يذكره نظام هذا الكمبيوتر. غيّروه إن لم يكن صحيحًا.</translation>
    </message>
    <message>
        <source>Ask about no-shows</source>
        <translation>السؤال عن عدم الحضور</translation>
    </message>
    <message>
        <source>Ask whoever runs this network to let turnout reach {host}.</source>
        <translation>اطلبوا من مسؤول هذه الشبكة السماح لـ turnout بالوصول إلى {host}.</translation>
    </message>
    <message>
        <source>Asking Wix…</source>
        <translation>جارٍ سؤال Wix…</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>الحضور</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>حضروا</translation>
    </message>
    <message>
        <source>A–Z</source>
        <translation>‏A–Z</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Back to booked</source>
        <translation>إعادة إلى «محجوز»</translation>
    </message>
    <message>
        <source>Back to normal</source>
        <translation>العودة إلى الوضع العادي</translation>
    </message>
    <message>
        <source>Between keys</source>
        <translation>بين الضغطات</translation>
    </message>
    <message>
        <source>Block over capacity</source>
        <translation>المنع عند تجاوز السعة</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>محجوز</translation>
    </message>
    <message>
        <source>Booked for {party}, {here} in: {more} more can arrive.</source>
        <translation>محجوز لـ {party}، هنا {here}: يمكن أن يحضر {more} آخرون.</translation>
    </message>
    <message>
        <source>Booked for {party}: at most {most} can be decided here.</source>
        <translation>محجوز لـ {party}: يمكن تحديد {most} هنا على الأكثر.</translation>
    </message>
    <message>
        <source>Booked for {session} and not here:</source>
        <translation>حجزوا في {session} وليسوا هنا:</translation>
    </message>
    <message>
        <source>Booking time</source>
        <translation>وقت الحجز</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>الحجوزات</translation>
    </message>
    <message>
        <source>Both screens</source>
        <translation>الشاشتان معًا</translation>
    </message>
    <message>
        <source>By client</source>
        <translation>حسب العميل</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>حسب الخدمة</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>حسب اليوم والساعة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>ملغى</translation>
    </message>
    <message>
        <source>Cancelled in Wix</source>
        <translation>ملغى في Wix</translation>
    </message>
    <message>
        <source>Changed in Wix: {server}, here: {mine}.</source>
        <translation>تغيّر في Wix: {server}، هنا: {mine}.</translation>
    </message>
    <message numerus="yes">
        <source>Changes of the last day.</source>
        <comment>Changes of the last %n days.</comment>
        <translation>
            <numerusform>لا تغييرات.</numerusform>
            <numerusform>تغييرات اليوم الأخير.</numerusform>
            <numerusform>تغييرات آخر يومين.</numerusform>
            <numerusform>تغييرات آخر %n أيام.</numerusform>
            <numerusform>تغييرات آخر %n يومًا.</numerusform>
            <numerusform>تغييرات آخر %n يوم.</numerusform>
        </translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>الأحرف</translation>
    </message>
    <message>
        <source>Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and TURNOUT_API_URL where they are set.</source>
        <translation>تحققوا من «إعدادات الشبكة» (turnout --set-up)، ومن HTTPS_PROXY و SSL_CERT_FILE و TURNOUT_API_URL حيث ضُبطت.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>فحص مجددًا</translation>
    </message>
    <message>
        <source>Check again; if it comes back, start turnout again.</source>
        <translation>افحصوا مجددًا؛ إن تكرر ذلك، فشغّلوا turnout من جديد.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>تسجيل الحضور</translation>
    </message>
    <message>
        <source>Check in this booking</source>
        <translation>تسجيل حضور هذا الحجز</translation>
    </message>
    <message>
        <source>Check in this booking, {people}</source>
        <translation>تسجيل حضور هذا الحجز، {people}</translation>
    </message>
    <message>
        <source>Check in {people}</source>
        <translation>تسجيل {people}</translation>
    </message>
    <message>
        <source>Check the address and the proxy in Network settings (turnout --set-up), and TURNOUT_API_URL and HTTPS_PROXY where they are set.</source>
        <translation>تحققوا من العنوان والوكيل في «إعدادات الشبكة» (turnout --set-up)، ومن TURNOUT_API_URL و HTTPS_PROXY حيث ضُبطا.</translation>
    </message>
    <message>
        <source>Check the app&apos;s ID, secret and instance ID, and that it is installed on the site.</source>
        <translation>تحققوا من معرّف التطبيق والسر ومعرّف النسخة، ومن تثبيته في الموقع.</translation>
    </message>
    <message>
        <source>Check the cable or the Wi-Fi of this computer.</source>
        <translation>تحققوا من كابل الشبكة أو Wi-Fi في هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the disk.</source>
        <translation>تحققوا من أذونات المجلد ومن القرص.</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>تسجيل الحضور</translation>
    </message>
    <message>
        <source>Check-in cannot start</source>
        <translation>تعذّر البدء</translation>
    </message>
    <message>
        <source>Check-in goes on from what this computer knows.</source>
        <translation>تسجيل الحضور مستمر مما يعرفه هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>Check-in goes on meanwhile.</source>
        <translation>تسجيل الحضور مستمر في هذه الأثناء.</translation>
    </message>
    <message>
        <source>Check-in opens on {day}.</source>
        <translation>يُفتح تسجيل الحضور يوم {day}.</translation>
    </message>
    <message>
        <source>Check-ins are still being sent; nothing was forgotten. Start turnout again.</source>
        <translation>ما زالت تسجيلات الحضور تُرسل؛ لم يُحذف شيء. شغّلوا turnout مرة أخرى.</translation>
    </message>
    <message>
        <source>Check-ins can be saved on this computer.</source>
        <translation>يمكن حفظ تسجيلات الحضور على هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>سُجّل الحضور</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} booking: {named}.</source>
        <translation>سُجّل أكثر من مرة في Wix، الحجوزات {n}: {named}.</translation>
    </message>
    <message>
        <source>Checked in more than once in Wix, {n} bookings: {named}.</source>
        <translation>سُجّل أكثر من مرة في Wix، الحجوزات {n}: {named}.</translation>
    </message>
    <message>
        <source>Checking in</source>
        <translation>تسجيل الحضور</translation>
    </message>
    <message>
        <source>Checking people in</source>
        <translation>تسجيل الحضور</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>اختاروا مكانًا آخر.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>حصة</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>Clear the PIN</source>
        <translation>مسح الرمز</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>مسح البحث</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>العميل</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>الساعة</translation>
    </message>
    <message numerus="yes">
        <source>Clock 1 min off.</source>
        <comment>Clock %n min off.</comment>
        <translation>
            <numerusform>الساعة صحيحة.</numerusform>
            <numerusform>فرق الساعة دقيقة.</numerusform>
            <numerusform>فرق الساعة دقيقتان.</numerusform>
            <numerusform>فرق الساعة %n دقائق.</numerusform>
            <numerusform>فرق الساعة %n دقيقة.</numerusform>
            <numerusform>فرق الساعة %n دقيقة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clock not compared yet.</source>
        <translation>لم تُقارن الساعة بعد.</translation>
    </message>
    <message>
        <source>Clock ok.</source>
        <translation>الساعة سليمة.</translation>
    </message>
    <message>
        <source>Clock {n} min off.</source>
        <translation>فرق الساعة بالدقائق: {n}.</translation>
    </message>
    <message>
        <source>Close it, then check again.</source>
        <translation>أغلقوه، ثم افحصوا مجددًا.</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>إغلاق اللوحة</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>إغلاق {title}</translation>
    </message>
    <message>
        <source>Comes in a later version</source>
        <translation>سيأتي لاحقًا</translation>
    </message>
    <message>
        <source>Connect this computer once: then it works without Wix too.</source>
        <translation>صلوا هذا الكمبيوتر مرة واحدة: بعدها يعمل بدون Wix أيضًا.</translation>
    </message>
    <message>
        <source>Connect your Wix site</source>
        <translation>ربط موقع Wix</translation>
    </message>
    <message>
        <source>Connected to Wix</source>
        <translation>متصل بـ Wix</translation>
    </message>
    <message>
        <source>Connecting to Wix…</source>
        <translation>جارٍ الاتصال بـ Wix…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>جارٍ الاتصال…</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>الاتصال</translation>
    </message>
    <message>
        <source>Copied. The report names no client and no key.</source>
        <translation>تم النسخ. لا يذكر التقرير أي عميل ولا أي مفتاح.</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>نسخ الرمز</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>نسخ التقرير</translation>
    </message>
    <message>
        <source>Copy the key and the site ID again, and check TURNOUT_API_URL.</source>
        <translation>انسخوا المفتاح ومعرّف الموقع مجددًا، وتحققوا من TURNOUT_API_URL.</translation>
    </message>
    <message>
        <source>Copy the site ID from the dashboard&apos;s address, after /dashboard/, and make the key in the account of the site&apos;s owner.</source>
        <translation>انسخوا معرّف الموقع من عنوان لوحة التحكم بعد /dashboard/، وأنشئوا المفتاح في حساب مالك الموقع.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>جارٍ العدّ…</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>دورة</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>بيانات الدخول</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>‏Ctrl</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Dark by the clock</source>
        <translation>داكن حسب الساعة</translation>
    </message>
    <message>
        <source>Dark from</source>
        <translation>داكن من</translation>
    </message>
    <message>
        <source>Dark until</source>
        <translation>داكن حتى</translation>
    </message>
    <message>
        <source>Data &amp; privacy</source>
        <translation>البيانات والخصوصية</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Dates, times and digits</source>
        <translation>التواريخ والأوقات والأرقام</translation>
    </message>
    <message>
        <source>Day before, after</source>
        <translation>اليوم السابق، التالي</translation>
    </message>
    <message>
        <source>Decide in the sync panel: the mark at the top right opens it.</source>
        <translation>قرّروا في لوحة المزامنة: المؤشر في الأعلى يفتحها.</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>حذف الرقم الأخير</translation>
    </message>
    <message>
        <source>Demo site · Practice an outage</source>
        <translation>موقع تجريبي · تدريب على عطل</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>التشخيص</translation>
    </message>
    <message>
        <source>Diagonal of the screen, in inches or cm</source>
        <translation>قطر الشاشة، بالبوصة أو بالسنتيمتر</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>تجاهل</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>تجاهل…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>قطع الربط</translation>
    </message>
    <message>
        <source>Disconnect this site…</source>
        <translation>قطع ربط هذا الموقع…</translation>
    </message>
    <message>
        <source>Disconnect {site}</source>
        <translation>قطع ربط {site}</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>مساحة القرص</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>العرض</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Don’t sign out or reset this computer until waiting is 0.</source>
        <translation>لا تسجّلوا الخروج ولا تعيدوا ضبط هذا الكمبيوتر قبل أن يصبح عدد المنتظر 0.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>التكرارات</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>البريد الإلكتروني (اختياري)</translation>
    </message>
    <message>
        <source>Earlier sessions</source>
        <translation>الجلسات السابقة</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>تعديل الملاحظة</translation>
    </message>
    <message>
        <source>End</source>
        <translation>‏End</translation>
    </message>
    <message>
        <source>End the test</source>
        <translation>إنهاء الاختبار</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>انتهت</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>انتهى بـ</translation>
    </message>
    <message>
        <source>English, Hebrew, Arabic, German, Spanish, French</source>
        <translation>إنجليزية, عبرية, عربية, ألمانية, إسبانية, فرنسية</translation>
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
        <translation>كل إجابة تستغرق أربع ثوانٍ. الاستقبال لا ينتظرها.</translation>
    </message>
    <message>
        <source>Every check-in of this demo is forgotten, here and there, and a new day is made up.</source>
        <translation>تُحذف كل تسجيلات هذا العرض التجريبي، هنا وهناك، ويُنشأ يوم جديد.</translation>
    </message>
    <message>
        <source>Everyone is here</source>
        <translation>الجميع هنا</translation>
    </message>
    <message>
        <source>Everything is in Wix.</source>
        <translation>كل شيء في Wix.</translation>
    </message>
    <message>
        <source>Everything that check-in needs is there.</source>
        <translation>كل ما يحتاجه تسجيل الحضور متوفر.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>كل شيء يعمل.</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>تصدير CSV</translation>
    </message>
    <message>
        <source>Export and go on</source>
        <translation>تصدير ومتابعة</translation>
    </message>
    <message>
        <source>Export to the file</source>
        <translation>التصدير إلى الملف</translation>
    </message>
    <message>
        <source>F5 asks Wix again.</source>
        <translation>‏F5 يسأل Wix مجددًا.</translation>
    </message>
    <message>
        <source>Falling: it did not work</source>
        <translation>هابط: لم ينجح</translation>
    </message>
    <message>
        <source>File with the CA of this network</source>
        <translation>ملف شهادة (CA) هذه الشبكة</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>تصفية</translation>
    </message>
    <message>
        <source>Filter the sessions</source>
        <translation>تصفية الجلسات</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>ابحثوا عن شخص</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>ابحثوا عن إعداد</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>اليوم الأول</translation>
    </message>
    <message>
        <source>First row, last row</source>
        <translation>السطر الأول، الأخير</translation>
    </message>
    <message>
        <source>For an app of your own that is installed on the site. Whoever made it knows all three; the secret is kept in this computer’s secret store, never in a file.</source>
        <translation>لتطبيق خاص بكم مثبّت في الموقع. من أنشأه يعرف الثلاثة؛ ويُحفظ السر في مخزن أسرار هذا الكمبيوتر، لا في ملف أبدًا.</translation>
    </message>
    <message>
        <source>For today, up to {most} characters</source>
        <translation>لليوم، حتى {most} حرفًا</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It stands on:</source>
        <translation>برنامج حر برخصة MIT. يقوم على:</translation>
    </message>
    <message>
        <source>Free some space before it is full.</source>
        <translation>أفسحوا مكانًا قبل أن يمتلئ.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>أفسحوا مكانًا.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>من</translation>
    </message>
    <message>
        <source>From anywhere</source>
        <translation>من أي مكان</translation>
    </message>
    <message>
        <source>From corner to corner, without the frame: {example}</source>
        <translation>من زاوية إلى زاوية، بدون الإطار: {example}</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>مكتملة</translation>
    </message>
    <message>
        <source>Full screen, on and off</source>
        <translation>ملء الشاشة، تشغيل وإيقاف</translation>
    </message>
    <message>
        <source>Full screen. F11 leaves it</source>
        <translation>ملء الشاشة. F11 للخروج</translation>
    </message>
    <message numerus="yes">
        <source>Getting 1 day…</source>
        <comment>Getting the missing days, %n to go…</comment>
        <translation>
            <numerusform>لا أيام لجلبها…</numerusform>
            <numerusform>جارٍ جلب يوم واحد…</numerusform>
            <numerusform>جارٍ جلب يومين…</numerusform>
            <numerusform>جارٍ جلب الأيام الناقصة، بقيت %n…</numerusform>
            <numerusform>جارٍ جلب الأيام الناقصة، بقي %n…</numerusform>
            <numerusform>جارٍ جلب الأيام الناقصة، بقي %n…</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting around</source>
        <translation>التنقل</translation>
    </message>
    <message>
        <source>Getting the people of this session…</source>
        <translation>جارٍ تحميل أشخاص هذه الجلسة…</translation>
    </message>
    <message>
        <source>Getting the sessions of this day…</source>
        <translation>جارٍ جلب جلسات هذا اليوم…</translation>
    </message>
    <message>
        <source>Getting to somebody</source>
        <translation>الوصول إلى شخص</translation>
    </message>
    <message>
        <source>Getting today’s sessions…</source>
        <translation>جارٍ تحميل جلسات اليوم…</translation>
    </message>
    <message>
        <source>Given.</source>
        <translation>ممنوح.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>هنا</translation>
    </message>
    <message>
        <source>Hide the network settings</source>
        <translation>إخفاء إعدادات الشبكة</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>‏Home</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>إلى أي مدى</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>العدد</translation>
    </message>
    <message>
        <source>If it is there, the site ID is another site&apos;s: it is in the dashboard&apos;s address, after /dashboard/.</source>
        <translation>إن كان موجودًا هناك، فمعرّف الموقع لموقع آخر: إنه في عنوان لوحة التحكم بعد /dashboard/.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar in Wix; F5 asks again.</source>
        <translation>إن كان ينبغي أن توجد، فانظروا في التقويم في Wix؛ F5 يسأل مجددًا.</translation>
    </message>
    <message>
        <source>If there should be some, look at the calendar of Wix Bookings.</source>
        <translation>إن كان ينبغي أن توجد، فانظروا في تقويم Wix Bookings.</translation>
    </message>
    <message>
        <source>If this network does that on purpose, save its CA as a file and name it in Network settings (turnout --set-up) or SSL_CERT_FILE; else use another network.</source>
        <translation>إن كانت هذه الشبكة تفعل ذلك عن قصد، فاحفظوا شهادتها (CA) في ملف وسمّوه في «إعدادات الشبكة» (turnout --set-up) أو في SSL_CERT_FILE؛ وإلا فاستخدموا شبكة أخرى.</translation>
    </message>
    <message>
        <source>In the Wix dashboard, API Keys, give this key the permission “{name}”.</source>
        <translation>في لوحة تحكم Wix، تحت API Keys، امنحوا هذا المفتاح الإذن «{name}».</translation>
    </message>
    <message>
        <source>In this session</source>
        <translation>في هذه الجلسة</translation>
    </message>
    <message>
        <source>Install GNOME Keyring or KWallet, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>ثبّتوا GNOME Keyring أو KWallet، أو شغّلوا turnout مع TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Install that version again to go on; nothing was changed.</source>
        <translation>ثبّتوا ذلك الإصدار مجددًا للمتابعة؛ لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>Instance ID of the app on this site</source>
        <translation>معرّف نسخة التطبيق في هذا الموقع</translation>
    </message>
    <message>
        <source>Is this your site?</source>
        <translation>هل هذا موقعكم؟</translation>
    </message>
    <message>
        <source>It holds until turnout is closed.</source>
        <translation>يسري حتى يُغلق turnout.</translation>
    </message>
    <message>
        <source>It is not known to which booking and session this belongs.</source>
        <translation>لا يُعرف إلى أي حجز وجلسة ينتمي هذا.</translation>
    </message>
    <message>
        <source>It is not known which course this session belongs to.</source>
        <translation>لا يُعرف إلى أي دورة تنتمي هذه الجلسة.</translation>
    </message>
    <message>
        <source>It stays on this computer and is forgotten after today. Wix and your clients never see it.</source>
        <translation>تبقى على هذا الكمبيوتر وتُنسى بعد اليوم. لا يراها Wix ولا عملاؤكم أبدًا.</translation>
    </message>
    <message>
        <source>Its key can be changed here; the way to another site is in the window, behind the mark at the top right.</source>
        <translation>يمكن تغيير مفتاحه هنا؛ والطريق إلى موقع آخر في النافذة، خلف المؤشر في الأعلى.</translation>
    </message>
    <message>
        <source>Its name is too long: choose a shorter one.</source>
        <translation>الاسم طويل جدًا: اختاروا اسمًا أقصر.</translation>
    </message>
    <message>
        <source>Keep a copy of it and ask for help.</source>
        <translation>احتفظوا بنسخة منه واطلبوا المساعدة.</translation>
    </message>
    <message>
        <source>Keep as local walk-in</source>
        <translation>إبقاؤه هنا كحضور بدون حجز</translation>
    </message>
    <message>
        <source>Keep counted</source>
        <translation>إبقاء العدد</translation>
    </message>
    <message>
        <source>Keep past days for</source>
        <translation>الاحتفاظ بالأيام الماضية</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>إبقاء {value}</translation>
    </message>
    <message>
        <source>Kept on this computer: sessions, names, the last digits of phone numbers, and who was checked in by whom. Notes go with their day, the contact details of a walk-in as soon as Wix has them. Payment data is never kept, and nothing is sent to anybody but Wix. Disconnecting the site deletes all of it here.</source>
        <translation>يُحفظ على هذا الكمبيوتر: الجلسات والأسماء وآخر أرقام الهواتف ومن سُجّل حضوره وعلى يد من. تُحذف الملاحظات مع يومها، وبيانات الاتصال بمن أتى بلا حجز حالما تصل إلى Wix. لا تُحفظ بيانات الدفع أبدًا، ولا يُرسَل شيء إلى أحد سوى Wix. وفصل الموقع يحذف كل ذلك من هنا.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>كشك</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>اليوم الأخير</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>آخر مزامنة</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>آخر زيارة</translation>
    </message>
    <message>
        <source>Later sessions</source>
        <translation>الجلسات التالية</translation>
    </message>
    <message>
        <source>Leave turnout open with a network until it is.</source>
        <translation>اتركوا turnout مفتوحًا مع شبكة حتى ذلك الحين.</translation>
    </message>
    <message>
        <source>Let it finish loading.</source>
        <translation>دعوا التحميل ينتهي.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Load the missing days</source>
        <translation>تحميل الأيام الناقصة</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>جارٍ التحميل</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>المكان</translation>
    </message>
    <message>
        <source>Locations</source>
        <translation>الأماكن</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>القفل</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>قفل النافذة</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>مقفلة</translation>
    </message>
    <message>
        <source>Look at them in Wix Bookings and leave one check-in each.</source>
        <translation>انظروا إليها في Wix Bookings واتركوا تسجيلًا واحدًا لكل منها.</translation>
    </message>
    <message>
        <source>Look for a newer version of turnout.</source>
        <translation>ابحثوا عن إصدار أحدث من turnout.</translation>
    </message>
    <message>
        <source>Look for what stands in the way</source>
        <translation>البحث عمّا يعيق</translation>
    </message>
    <message>
        <source>Looking on other days too…</source>
        <translation>جارٍ البحث في أيام أخرى أيضًا…</translation>
    </message>
    <message>
        <source>Make a key in the Wix account of the site&apos;s owner, at manage.wix.com/account/api-keys, and copy it whole.</source>
        <translation>أنشئوا مفتاحًا في حساب Wix لمالك الموقع، في manage.wix.com/account/api-keys، وانسخوه كاملًا.</translation>
    </message>
    <message>
        <source>Make room there, or let this user write in it; then try again.</source>
        <translation>أفسحوا مكانًا فيه، أو اسمحوا لهذا المستخدم بالكتابة؛ ثم حاولوا مرة أخرى.</translation>
    </message>
    <message numerus="yes">
        <source>Mark 1 as no-show</source>
        <comment>Mark all %n as no-show</comment>
        <translation>
            <numerusform>لا أحد لتسجيله</numerusform>
            <numerusform>تسجيل واحد كعدم حضور</numerusform>
            <numerusform>تسجيل الاثنين كعدم حضور</numerusform>
            <numerusform>تسجيل الـ %n كعدم حضور</numerusform>
            <numerusform>تسجيل الـ %n كعدم حضور</numerusform>
            <numerusform>تسجيل الـ %n كعدم حضور</numerusform>
        </translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>مفتاح القائمة</translation>
    </message>
    <message>
        <source>More for this row</source>
        <translation>المزيد لهذا السطر</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>المزيد لـ {name}</translation>
    </message>
    <message>
        <source>More people match. Type more of the name, or the phone’s last digits.</source>
        <translation>هناك مزيد من المطابقات. اكتبوا مزيدًا من الاسم، أو آخر أرقام الهاتف.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>الاسم (اختياري)</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>يحتاج إلى مراجعة</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>إعدادات الشبكة</translation>
    </message>
    <message>
        <source>New PIN, six digits</source>
        <translation>رمز جديد، ستة أرقام</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>أحدث</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>التالية</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>الجزء التالي من النافذة</translation>
    </message>
    <message>
        <source>No bookings</source>
        <translation>لا حجوزات</translation>
    </message>
    <message>
        <source>No changes.</source>
        <translation>لا تغييرات.</translation>
    </message>
    <message>
        <source>No day was loaded on this computer yet.</source>
        <translation>لم يُحمّل أي يوم على هذا الكمبيوتر بعد.</translation>
    </message>
    <message>
        <source>No finished sessions in this period.</source>
        <translation>لا جلسات منتهية في هذه المدة.</translation>
    </message>
    <message>
        <source>No match?</source>
        <translation>لا نتيجة؟</translation>
    </message>
    <message>
        <source>No name server answers. Check the cable or the Wi-Fi.</source>
        <translation>لا يجيب أي خادم أسماء. تحققوا من كابل الشبكة أو Wi-Fi.</translation>
    </message>
    <message>
        <source>No name server of this network knows {there}.</source>
        <translation>لا يعرف أي خادم أسماء في هذه الشبكة {there}.</translation>
    </message>
    <message>
        <source>No no-shows</source>
        <translation>لا حالات عدم حضور</translation>
    </message>
    <message>
        <source>No session is open.</source>
        <translation>لا توجد جلسة مفتوحة.</translation>
    </message>
    <message>
        <source>No sessions on this day</source>
        <translation>لا جلسات في هذا اليوم</translation>
    </message>
    <message>
        <source>No sessions today</source>
        <translation>لا جلسات اليوم</translation>
    </message>
    <message>
        <source>No setting is called that. Clear the field to see all of them.</source>
        <translation>لا إعداد بهذا الاسم. امسحوا الحقل لرؤيتها كلها.</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>عدم حضور</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>حالات عدم الحضور</translation>
    </message>
    <message>
        <source>Nobody found for “{typed}”.</source>
        <translation>لم يُعثر على أحد لـ «{typed}».</translation>
    </message>
    <message>
        <source>Nobody has booked yet</source>
        <translation>لم يحجز أحد بعد</translation>
    </message>
    <message>
        <source>Nobody is checked in here, so nobody can be taken off.</source>
        <translation>لم يُسجّل حضور أحد هنا، فلا يمكن إنقاص أحد.</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>لا أحد هنا بعد</translation>
    </message>
    <message>
        <source>Nobody is known to be checked in twice in Wix.</source>
        <translation>لا يُعرف أن أحدًا سُجّل مرتين في Wix.</translation>
    </message>
    <message>
        <source>Nobody is missing any more.</source>
        <translation>لم يعد أحد غائبًا.</translation>
    </message>
    <message>
        <source>Nobody of them is missing any more.</source>
        <translation>لم يعد أحد منهم غائبًا.</translation>
    </message>
    <message>
        <source>Nobody was checked in: the window is locked.</source>
        <translation>لم يُسجَّل حضور أحد: النافذة مقفلة.</translation>
    </message>
    <message>
        <source>Not arrived</source>
        <translation>لم يصلوا</translation>
    </message>
    <message>
        <source>Not asked.</source>
        <translation>لم يُسأل.</translation>
    </message>
    <message>
        <source>Not asked: there is no key.</source>
        <translation>لم يُسأل: لا يوجد مفتاح.</translation>
    </message>
    <message>
        <source>Not asked: there is no secret of the app.</source>
        <translation>لم يُسأل: لا يوجد سر للتطبيق.</translation>
    </message>
    <message>
        <source>Not compared: Wix was not reached.</source>
        <translation>لم يُقارن: تعذّر الوصول إلى Wix.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>غير متصل</translation>
    </message>
    <message>
        <source>Not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>لا يوجد اتصال. تُحفظ تسجيلات الحضور على هذا الكمبيوتر وتُرسل لاحقًا.</translation>
    </message>
    <message>
        <source>Not here yet</source>
        <translation>لم يصلوا بعد</translation>
    </message>
    <message>
        <source>Not here, or not whole: {days}.</source>
        <translation>غير موجودة هنا أو غير كاملة: {days}.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>Not needed: an app asks in place of a key.</source>
        <translation>غير لازم: يسأل تطبيق بدلًا من مفتاح.</translation>
    </message>
    <message>
        <source>Not needed: the key is in TURNOUT_API_KEY.</source>
        <translation>غير لازم: المفتاح في TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>Not offline-safe yet.</source>
        <translation>غير آمن دون اتصال بعد.</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>لم يُختبر بعد</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>ملاحظة: {note}</translation>
    </message>
    <message>
        <source>Nothing can be saved, so + and − are off. {reason}</source>
        <translation>لا يمكن حفظ شيء، لذلك + و − متوقفان. {reason}</translation>
    </message>
    <message>
        <source>Nothing can be written there: choose another place.</source>
        <translation>لا يمكن الكتابة هناك: اختاروا مكانًا آخر.</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>لم يتأثر شيء آخر.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing exact, 1 is close</source>
        <comment>Nothing exact, %n are close</comment>
        <translation>
            <numerusform>لا شيء مطابق تمامًا (%n)</numerusform>
            <numerusform>لا شيء مطابق تمامًا، وواحدة قريبة</numerusform>
            <numerusform>لا شيء مطابق تمامًا، واثنتان قريبتان</numerusform>
            <numerusform>لا شيء مطابق تمامًا، و%n قريبة</numerusform>
            <numerusform>لا شيء مطابق تمامًا، و%n قريبة</numerusform>
            <numerusform>لا شيء مطابق تمامًا، و%n قريبة</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing exactly like that. Close to it:</source>
        <translation>لا شيء مطابق تمامًا. الأقرب:</translation>
    </message>
    <message>
        <source>Nothing glides: lists stop at once where the finger leaves them.</source>
        <translation>لا شيء ينزلق: تتوقف القوائم فور رفع الإصبع عنها.</translation>
    </message>
    <message>
        <source>Nothing is lost: move that file away, start turnout and connect the site again.</source>
        <translation>لم يضِع شيء: انقلوا هذا الملف بعيدًا، وشغّلوا turnout واربطوا الموقع من جديد.</translation>
    </message>
    <message>
        <source>Nothing is lost: they are sent by themselves once Wix can be reached.</source>
        <translation>لم يضِع شيء: تُرسل من تلقاء نفسها حين يمكن الوصول إلى Wix.</translation>
    </message>
    <message>
        <source>Nothing of these days is finished yet.</source>
        <translation>لم ينتهِ شيء من هذه الأيام بعد.</translation>
    </message>
    <message>
        <source>Nothing to clear: nobody is checked in.</source>
        <translation>لا شيء لمسحه: لم يُسجّل حضور أحد.</translation>
    </message>
    <message>
        <source>Nothing to count: give a number from 1 to 1000.</source>
        <translation>لا شيء لعدّه: أدخلوا رقمًا من 1 إلى 1000.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>لا شيء لإعادته.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>لا شيء للتراجع عنه.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>لا شيء ينتظر الإرسال.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>سليم</translation>
    </message>
    <message>
        <source>Of the settings of this computer the usual is in force for {names}: {file}.</source>
        <translation>من إعدادات هذا الكمبيوتر تسري القيمة المعتادة لـ {names}: {file}.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>غير متصل</translation>
    </message>
    <message>
        <source>Offline-safe until {time}.</source>
        <translation>آمن دون اتصال حتى {time}.</translation>
    </message>
    <message>
        <source>Offline: of other days only what this computer has seen is found.</source>
        <translation>غير متصل: من الأيام الأخرى لا يُعثر إلا على ما رآه هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Offline: this computer has not seen this day yet.</source>
        <translation>غير متصل: لم يرَ هذا الحاسوب هذا اليوم بعد.</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>أقدم</translation>
    </message>
    <message>
        <source>Older days are no longer shown, and are soon deleted here. What Wix does not know yet stays.</source>
        <translation>لا تُعرض الأيام الأقدم بعد ذلك، وتُحذف من هنا بعد قليل. ويبقى ما لا تعرفه Wix بعد.</translation>
    </message>
    <message>
        <source>On {name}, {session}</source>
        <translation>عن {name}، {session}</translation>
    </message>
    <message>
        <source>One extra, beyond the booking</source>
        <translation>واحد زيادة على الحجز</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>واحد أقل</translation>
    </message>
    <message>
        <source>One fewer for {name}</source>
        <translation>واحد أقل لـ {name}</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>واحد أكثر</translation>
    </message>
    <message>
        <source>One more for {name}</source>
        <translation>واحد أكثر لـ {name}</translation>
    </message>
    <message>
        <source>Only count them, no name: {one}</source>
        <translation>العدّ فقط، بلا اسم: {one}</translation>
    </message>
    <message>
        <source>Only for a touch screen: tap five targets, one in each corner and one in the middle.</source>
        <translation>لشاشة اللمس فقط: المسوا خمسة أهداف، واحدًا في كل زاوية وواحدًا في الوسط.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-in.</source>
        <translation>على هذا الكمبيوتر فقط حتى الآن: {n}.</translation>
    </message>
    <message>
        <source>Only on this computer so far: {n} check-ins.</source>
        <translation>على هذا الكمبيوتر فقط حتى الآن: {n}.</translation>
    </message>
    <message>
        <source>Only where whoever looks after this network says so; empty is usual. {variables} go first where they are set.</source>
        <translation>فقط إذا طلب ذلك مسؤول هذه الشبكة؛ المعتاد أن يبقى فارغًا. {variables} لها الأولوية حين تُضبط.</translation>
    </message>
    <message>
        <source>Only with a scanner that types like a keyboard: scan any code.</source>
        <translation>فقط مع ماسح يكتب كلوحة مفاتيح: امسحوا أي رمز.</translation>
    </message>
    <message>
        <source>Only {here} checked in here: no more than that can be taken off.</source>
        <translation>سُجّل هنا {here} فقط: لا يمكن إنقاص أكثر من ذلك.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Open a browser and sign in to this network if it asks.</source>
        <translation>افتحوا متصفحًا وسجّلوا الدخول إلى هذه الشبكة إن طلبت ذلك.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network, then try again.</source>
        <translation>افتحوا متصفحًا وسجّلوا الدخول إلى الشبكة، ثم حاولوا مرة أخرى.</translation>
    </message>
    <message>
        <source>Open here now</source>
        <translation>مفتوح هنا الآن</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>فتح الاستقبال</translation>
    </message>
    <message>
        <source>Open the site’s dashboard in a browser and copy its address: {address}</source>
        <translation>افتحوا لوحة تحكم الموقع في متصفح وانسخوا عنوانها: {address}</translation>
    </message>
    <message>
        <source>Open the sync panel</source>
        <translation>فتح لوحة المزامنة</translation>
    </message>
    <message>
        <source>Open {site}</source>
        <translation>فتح {site}</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>أيام أخرى</translation>
    </message>
    <message>
        <source>Other sessions today</source>
        <translation>جلسات أخرى اليوم</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>غير محدّث</translation>
    </message>
    <message>
        <source>Over capacity {attended} of {capacity}</source>
        <translation>فوق السعة: {attended} من {capacity}</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout and start it as “{command}”: the last page sets another PIN or removes it.</source>
        <translation>نسيتم الرمز؟ لا يمكن لأحد قراءته. أغلقوا turnout وشغّلوه هكذا: «{command}»: في الصفحة الأخيرة يُضبط رمز آخر أو يُزال.</translation>
    </message>
    <message>
        <source>PIN forgotten? Nobody can read it. Close turnout, delete the file {file}, start turnout and set another PIN.</source>
        <translation>نسيتم الرمز؟ لا يمكن لأحد قراءته. أغلقوا turnout واحذفوا الملف {file} ثم شغّلوا turnout واضبطوا رمزًا آخر.</translation>
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
        <translation>صفحة للأعلى، للأسفل</translation>
    </message>
    <message>
        <source>Part before</source>
        <translation>الجزء السابق</translation>
    </message>
    <message>
        <source>Paste the API key.</source>
        <translation>الصقوا مفتاح API.</translation>
    </message>
    <message>
        <source>Paste the app ID: 36 letters, digits and dashes.</source>
        <translation>الصقوا معرّف التطبيق: 36 حرفًا ورقمًا وشرطة.</translation>
    </message>
    <message>
        <source>Paste the app secret.</source>
        <translation>الصقوا سر التطبيق.</translation>
    </message>
    <message>
        <source>Paste the instance ID: 36 letters, digits and dashes.</source>
        <translation>الصقوا معرّف النسخة: 36 حرفًا ورقمًا وشرطة.</translation>
    </message>
    <message>
        <source>Paste the site ID, or the address of the site’s dashboard.</source>
        <translation>الصقوا معرّف الموقع، أو عنوان لوحة تحكمه.</translation>
    </message>
    <message>
        <source>Paste three things of the app that asks Wix in place of a key.</source>
        <translation>الصقوا ثلاثة أشياء من التطبيق الذي يسأل Wix بدلًا من مفتاح.</translation>
    </message>
    <message>
        <source>Paste two things from Wix. The key is kept in this computer’s secret store, never in a file.</source>
        <translation>الصقوا شيئين من Wix. يُحفظ المفتاح في مخزن أسرار هذا الكمبيوتر، لا في ملف أبدًا.</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>الإذن</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>الأذونات</translation>
    </message>
    <message>
        <source>Phone (optional)</source>
        <translation>الهاتف (اختياري)</translation>
    </message>
    <message>
        <source>Phone ends in</source>
        <translation>نهاية الهاتف</translation>
    </message>
    <message>
        <source>Play sounds</source>
        <translation>تشغيل الأصوات</translation>
    </message>
    <message>
        <source>Practice an outage</source>
        <translation>تدريب على عطل</translation>
    </message>
    <message>
        <source>Practice: check-ins refused</source>
        <translation>تدريب: تسجيلات مرفوضة</translation>
    </message>
    <message>
        <source>Practice: slow answers</source>
        <translation>تدريب: إجابات بطيئة</translation>
    </message>
    <message>
        <source>Practice: unplugged</source>
        <translation>تدريب: بلا اتصال</translation>
    </message>
    <message>
        <source>Prefix that the scanner sends (optional)</source>
        <translation>البادئة التي يرسلها الماسح (اختياري)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>طباعة…</translation>
    </message>
    <message>
        <source>Problems only</source>
        <translation>المشكلات فقط</translation>
    </message>
    <message>
        <source>Proxy, as host:port</source>
        <translation>الوكيل، بالشكل host:port</translation>
    </message>
    <message>
        <source>Put right what is named above, then check again.</source>
        <translation>أصلحوا ما ذُكر أعلاه، ثم افحصوا مجددًا.</translation>
    </message>
    <message>
        <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
        <translation>ضعوهما في HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>قائمة الإرسال</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>هدوء من</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>ساعات الهدوء</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>هدوء حتى</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>النسبة</translation>
    </message>
    <message>
        <source>Rate %</source>
        <translation>النسبة %</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>قُرئ كـ</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>الجاهزية</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>الاستقبال</translation>
    </message>
    <message>
        <source>Reception on one screen, kiosk on the other.</source>
        <translation>الاستقبال على شاشة، والكشك على الأخرى.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>إعادة الاتصال</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>تقليل الحركة</translation>
    </message>
    <message>
        <source>Refuse check-ins</source>
        <translation>رفض التسجيلات</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>رُفض.</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>رُفض. {reason}</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>حذف الملاحظة</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>إزالة الرمز السري</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>التقارير</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>مراجعة</translation>
    </message>
    <message>
        <source>Rising: it worked</source>
        <translation>صاعد: نجح</translation>
    </message>
    <message>
        <source>Row above, row below</source>
        <translation>السطر أعلاه، أدناه</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>حفظ بصيغة CSV</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>حفظ الملاحظة</translation>
    </message>
    <message>
        <source>Save the PIN</source>
        <translation>حفظ الرمز</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>حُفظ باسم {file}</translation>
    </message>
    <message>
        <source>Saved before the restart: {saved}</source>
        <translation>حُفظ قبل إعادة التشغيل: {saved}</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>محفوظ على هذا الكمبيوتر</translation>
    </message>
    <message>
        <source>Scan any code now. Here it is only shown; nobody is checked in.</source>
        <translation>امسحوا أي رمز الآن. هنا يُعرض فقط؛ ولا يُسجّل حضور أحد.</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>الماسح</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>الشاشة</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Search name, phone digits or code</source>
        <translation>البحث بالاسم أو أرقام الهاتف أو الرمز</translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation>مخزن الأسرار</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>إرسال الآن</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>جارٍ الإرسال…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>أُرسل إلى الطابعة.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>الخدمة</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>الخدمات</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>الجلسة</translation>
    </message>
    <message>
        <source>Session before, after</source>
        <translation>الجلسة السابقة، التالية</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>الجلسات</translation>
    </message>
    <message>
        <source>Set count…</source>
        <translation>تحديد العدد…</translation>
    </message>
    <message>
        <source>Set its date and time, best by itself from the internet.</source>
        <translation>اضبطوا تاريخه ووقته، والأفضل تلقائيًا من الإنترنت.</translation>
    </message>
    <message>
        <source>Set or change the staff PIN</source>
        <translation>ضبط الرمز السري للفريق أو تغييره</translation>
    </message>
    <message>
        <source>Set this computer&apos;s date and time, best by itself from the internet.</source>
        <translation>اضبطوا تاريخ هذا الكمبيوتر ووقته، والأفضل تلقائيًا من الإنترنت.</translation>
    </message>
    <message>
        <source>Set to {people}</source>
        <translation>تحديد {people}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>‏Shift</translation>
    </message>
    <message>
        <source>Shortest code</source>
        <translation>أقصر رمز</translation>
    </message>
    <message>
        <source>Show all sessions again, not only {words}</source>
        <translation>إظهار كل الجلسات من جديد، لا {words} فقط</translation>
    </message>
    <message>
        <source>Show newest</source>
        <translation>عرض الأحدث</translation>
    </message>
    <message>
        <source>Showing the day as last known at {time}; not connected. Check-ins are saved on this computer and sent later.</source>
        <translation>يُعرض اليوم كما كان معروفًا عند {time}؛ لا يوجد اتصال. تُحفظ تسجيلات الحضور على هذا الكمبيوتر وتُرسل لاحقًا.</translation>
    </message>
    <message>
        <source>Sign-in expired</source>
        <translation>انتهت صلاحية تسجيل الدخول</translation>
    </message>
    <message>
        <source>Site ID, or the address of the site’s dashboard</source>
        <translation>معرّف الموقع، أو عنوان لوحة تحكمه</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>المواقع</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>تخطٍّ</translation>
    </message>
    <message>
        <source>Slow answers</source>
        <translation>إجابات بطيئة</translation>
    </message>
    <message>
        <source>So long after its start a session asks about everybody who is missing.</source>
        <translation>بعد هذا الوقت من بدايتها تسأل الجلسة عن كل غائب.</translation>
    </message>
    <message>
        <source>Somebody else changed this in Wix meanwhile.</source>
        <translation>غيّر شخص آخر هذا في Wix في هذه الأثناء.</translation>
    </message>
    <message>
        <source>Somebody was counted on this computer meanwhile; nothing was forgotten.</source>
        <translation>سُجّل حضور على هذا الكمبيوتر في هذه الأثناء؛ لم يُحذف شيء.</translation>
    </message>
    <message>
        <source>Something on the way looks into the connection. Use another network, or ask whoever runs this one for its certificate.</source>
        <translation>شيء ما في الطريق يطّلع على الاتصال. استخدموا شبكة أخرى، أو اطلبوا شهادة هذه الشبكة من مسؤولها.</translation>
    </message>
    <message>
        <source>Something was counted since. Set the count instead.</source>
        <translation>حدث عدّ منذ ذلك الحين. حدّدوا العدد بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>Something went wrong here. What shows a tick is saved.</source>
        <translation>حدث خطأ هنا. ما يحمل علامة ✓ محفوظ.</translation>
    </message>
    <message>
        <source>Something went wrong in turnout itself. Nothing was kept; test again.</source>
        <translation>حدث خطأ في turnout نفسه. لم يُحفظ شيء؛ اختبروا مرة أخرى.</translation>
    </message>
    <message>
        <source>Something went wrong while asking. It is in the log.</source>
        <translation>حدث خطأ أثناء السؤال. إنه مسجّل في السجل.</translation>
    </message>
    <message>
        <source>Sort the roster by</source>
        <translation>ترتيب القائمة حسب</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>الترتيب: {order}</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>الأصوات</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>المصدر</translation>
    </message>
    <message>
        <source>Staff PIN</source>
        <translation>الرمز السري للفريق</translation>
    </message>
    <message>
        <source>Staff check people in, with keyboard, mouse or touch.</source>
        <translation>يسجّل الفريق الحضور بلوحة المفاتيح أو الفأرة أو اللمس.</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>الموظف</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>البدء من جديد</translation>
    </message>
    <message>
        <source>Start the demo site over</source>
        <translation>بدء الموقع التجريبي من جديد</translation>
    </message>
    <message>
        <source>Start the demo site over…</source>
        <translation>بدء الموقع التجريبي من جديد…</translation>
    </message>
    <message>
        <source>Start turnout again.</source>
        <translation>شغّلوا turnout من جديد.</translation>
    </message>
    <message>
        <source>Start turnout from a desktop session.</source>
        <translation>شغّلوا turnout من جلسة سطح مكتب.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>الخطوة {step} من {steps}</translation>
    </message>
    <message>
        <source>Still to {session}. The roster shows {shown}.</source>
        <translation>لا يزال إلى {session}. القائمة تعرض {shown}.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>التخزين</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>Sync stopped, trying again</source>
        <translation>توقفت المزامنة، جارٍ إعادة المحاولة</translation>
    </message>
    <message>
        <source>Sync: {state}</source>
        <translation>المزامنة: {state}</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>‏Tab</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>سحب العدد</translation>
    </message>
    <message>
        <source>Take the name of {person}</source>
        <translation>اختيار اسم {person}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>تم التراجع</translation>
    </message>
    <message>
        <source>Taken back before it was in Wix.</source>
        <translation>سُحب قبل أن يصل إلى Wix.</translation>
    </message>
    <message>
        <source>Tap each of the five targets once.</source>
        <translation>المسوا كل هدف من الأهداف الخمسة مرة واحدة.</translation>
    </message>
    <message>
        <source>Target {number}</source>
        <translation>الهدف {number}</translation>
    </message>
    <message>
        <source>Target {number}: hit</source>
        <translation>الهدف {number}: أُصيب</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>اختبار الاتصال</translation>
    </message>
    <message>
        <source>Test the connection first.</source>
        <translation>اختبروا الاتصال أولًا.</translation>
    </message>
    <message>
        <source>Test the scanner</source>
        <translation>اختبار الماسح</translation>
    </message>
    <message>
        <source>Test touch</source>
        <translation>اختبار اللمس</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>جارٍ الاختبار…</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم النص</translation>
    </message>
    <message numerus="yes">
        <source>That PIN is not right. 1 try is left, then it waits a minute.</source>
        <comment>That PIN is not right. %n tries are left, then it waits a minute.</comment>
        <translation>
            <numerusform>هذا الرمز غير صحيح. لم تبق محاولات (%n)، ثم انتظار دقيقة.</numerusform>
            <numerusform>هذا الرمز غير صحيح. بقيت محاولة واحدة، ثم انتظار دقيقة.</numerusform>
            <numerusform>هذا الرمز غير صحيح. بقيت محاولتان، ثم انتظار دقيقة.</numerusform>
            <numerusform>هذا الرمز غير صحيح. بقيت %n محاولات، ثم انتظار دقيقة.</numerusform>
            <numerusform>هذا الرمز غير صحيح. بقيت %n محاولة، ثم انتظار دقيقة.</numerusform>
            <numerusform>هذا الرمز غير صحيح. بقيت %n محاولة، ثم انتظار دقيقة.</numerusform>
        </translation>
    </message>
    <message>
        <source>That code isn’t for today’s sessions</source>
        <translation>هذا الرمز ليس لجلسات اليوم</translation>
    </message>
    <message>
        <source>That is a folder: add the name of a file.</source>
        <translation>هذا مجلد: أضيفوا اسم ملف.</translation>
    </message>
    <message>
        <source>That was already undone.</source>
        <translation>سبق التراجع عن هذا.</translation>
    </message>
    <message>
        <source>The API key has a space, a line break or an unknown character in it.</source>
        <translation>في مفتاح API مسافة أو سطر جديد أو حرف غير معروف.</translation>
    </message>
    <message>
        <source>The PIN that is set</source>
        <translation>الرمز المضبوط</translation>
    </message>
    <message>
        <source>The address begins with {start}</source>
        <translation>يبدأ العنوان بـ {start}</translation>
    </message>
    <message>
        <source>The address of Wix must begin with https://.</source>
        <translation>يجب أن يبدأ عنوان Wix بـ https://.</translation>
    </message>
    <message>
        <source>The address of Wix must not hold a name or a password.</source>
        <translation>يجب ألا يحتوي عنوان Wix على اسم أو كلمة مرور.</translation>
    </message>
    <message>
        <source>The answer is not from Wix.</source>
        <translation>الإجابة ليست من Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix.</source>
        <translation>لم تكن الإجابة من Wix.</translation>
    </message>
    <message>
        <source>The answer was not from Wix. This network may want you to sign in: open any page in a browser, then test again.</source>
        <translation>لم تكن الإجابة من Wix. قد تطلب هذه الشبكة تسجيل الدخول: افتحوا أي صفحة في متصفح، ثم اختبروا مرة أخرى.</translation>
    </message>
    <message>
        <source>The app does not have it (403).</source>
        <translation>ليس لدى التطبيق هذا الإذن (403).</translation>
    </message>
    <message>
        <source>The app has no permission for this, or is for another site.</source>
        <translation>ليس للتطبيق إذن بذلك، أو هو لموقع آخر.</translation>
    </message>
    <message>
        <source>The app lacks a permission. Add what is named below where the app was made, let the site’s owner agree to it, and test again.</source>
        <translation>ينقص التطبيق إذن. أضيفوا ما هو مذكور أدناه حيث أُنشئ التطبيق، وليوافق مالك الموقع عليه، ثم اختبروا مرة أخرى.</translation>
    </message>
    <message>
        <source>The app may do nothing on this site (403).</source>
        <translation>لا يُسمح للتطبيق بشيء في هذا الموقع (403).</translation>
    </message>
    <message>
        <source>The app needs: {permission}</source>
        <translation>يحتاج التطبيق إلى: {permission}</translation>
    </message>
    <message>
        <source>The booking policy in Wix does not allow this.</source>
        <translation>سياسة الحجز في Wix لا تسمح بذلك.</translation>
    </message>
    <message>
        <source>The booking was cancelled in Wix; counted here: {value}.</source>
        <translation>أُلغي الحجز في Wix؛ المعدود هنا: {value}.</translation>
    </message>
    <message>
        <source>The certificate of Wix is not valid at this computer’s time. Set date and time.</source>
        <translation>شهادة Wix غير صالحة بحسب وقت هذا الكمبيوتر. اضبطوا التاريخ والوقت.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not to be trusted: something on the way looks into it.</source>
        <translation>شهادة {host} غير موثوقة: شيء ما في الطريق يطّلع عليها.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid at the time of this computer.</source>
        <translation>شهادة {host} غير صالحة بحسب وقت هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off.</source>
        <translation>انقطع الاتصال بـ Wix.</translation>
    </message>
    <message>
        <source>The connection to Wix broke off; it is tried again.</source>
        <translation>انقطع الاتصال بـ Wix؛ تُعاد المحاولة.</translation>
    </message>
    <message>
        <source>The connection to {there} broke off.</source>
        <translation>انقطع الاتصال بـ {there}.</translation>
    </message>
    <message>
        <source>The connection works, but the app’s secret could not be kept. {why}</source>
        <translation>الاتصال يعمل، لكن تعذّر حفظ سر التطبيق. {why}</translation>
    </message>
    <message>
        <source>The connection works, but the key could not be kept. {why}</source>
        <translation>الاتصال يعمل، لكن تعذّر حفظ المفتاح. {why}</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>اليوم التالي</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>اليوم السابق</translation>
    </message>
    <message>
        <source>The demo site</source>
        <translation>الموقع التجريبي</translation>
    </message>
    <message>
        <source>The demo site answers normally.</source>
        <translation>الموقع التجريبي يجيب بشكل طبيعي.</translation>
    </message>
    <message>
        <source>The demo site answers.</source>
        <translation>الموقع التجريبي يجيب.</translation>
    </message>
    <message>
        <source>The demo site brings its own key.</source>
        <translation>الموقع التجريبي يأتي بمفتاحه.</translation>
    </message>
    <message>
        <source>The demo site did not start: {why}</source>
        <translation>لم يبدأ الموقع التجريبي: {why}</translation>
    </message>
    <message>
        <source>The demo site has ended.</source>
        <translation>انتهى الموقع التجريبي.</translation>
    </message>
    <message>
        <source>The demo site is not running yet.</source>
        <translation>الموقع التجريبي لا يعمل بعد.</translation>
    </message>
    <message>
        <source>The demo site is open here now</source>
        <translation>الموقع التجريبي مفتوح هنا الآن</translation>
    </message>
    <message>
        <source>The demo site&apos;s folder cannot be used: {why}</source>
        <translation>لا يمكن استخدام مجلد الموقع التجريبي: {why}</translation>
    </message>
    <message>
        <source>The diagnostics, F12, say what to do.</source>
        <translation>التشخيص، F12، يقول ما يجب فعله.</translation>
    </message>
    <message>
        <source>The disk is full: free some space, or choose another one.</source>
        <translation>القرص ممتلئ: أفرغوا مساحة، أو اختاروا قرصًا آخر.</translation>
    </message>
    <message>
        <source>The file cannot be written, but nothing is lost: {file}.</source>
        <translation>لا يمكن كتابة الملف، لكن لم يضِع شيء: {file}.</translation>
    </message>
    <message>
        <source>The file cannot be written: {file}.</source>
        <translation>لا يمكن كتابة الملف: {file}.</translation>
    </message>
    <message>
        <source>The first day is behind the last one.</source>
        <translation>اليوم الأول بعد الأخير.</translation>
    </message>
    <message>
        <source>The key does not have it (403).</source>
        <translation>ليس لدى المفتاح هذا الإذن (403).</translation>
    </message>
    <message>
        <source>The key has no permission for this, or is for another site.</source>
        <translation>ليس للمفتاح إذن بذلك، أو هو لموقع آخر.</translation>
    </message>
    <message>
        <source>The key has no permission to make bookings.</source>
        <translation>ليس للمفتاح إذن بإنشاء حجوزات.</translation>
    </message>
    <message>
        <source>The key lacks a permission. Edit it at {keys}: tick what is named below, save, and test again.</source>
        <translation>ينقص المفتاح إذن. عدّلوه في {keys}: أشّروا على ما هو مذكور أدناه، واحفظوا، ثم اختبروا مرة أخرى.</translation>
    </message>
    <message>
        <source>The key may do nothing on this site (403): it is for another one, or the site ID is.</source>
        <translation>لا يُسمح للمفتاح بشيء في هذا الموقع (403): هو لموقع آخر، أو معرّف الموقع كذلك.</translation>
    </message>
    <message>
        <source>The key of this site is in it.</source>
        <translation>مفتاح هذا الموقع موجود فيه.</translation>
    </message>
    <message>
        <source>The key of this site is still kept here, so nothing was forgotten.</source>
        <translation>لا يزال مفتاح هذا الموقع محفوظًا هنا، لذلك لم يُحذف شيء.</translation>
    </message>
    <message>
        <source>The last complete one was at {pulled}.</source>
        <translation>كان آخر تحديث كامل عند {pulled}.</translation>
    </message>
    <message>
        <source>The list from Wix does not end.</source>
        <translation>القائمة من Wix لا تنتهي.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites cannot be read: {file}.</source>
        <translation>لا يمكن قراءة قائمة مواقع هذا الكمبيوتر: {file}.</translation>
    </message>
    <message>
        <source>The list of this computer&apos;s sites was written by a newer version of turnout: {file}.</source>
        <translation>كُتبت قائمة مواقع هذا الكمبيوتر بإصدار أحدث من turnout: {file}.</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>الرمز الجديد مرة أخرى</translation>
    </message>
    <message>
        <source>The next change keeps that file as {aside} and begins anew.</source>
        <translation>التغيير التالي يحفظ ذلك الملف باسم {aside} ويبدأ من جديد.</translation>
    </message>
    <message>
        <source>The others were not asked.</source>
        <translation>لم تُسأل البقية.</translation>
    </message>
    <message>
        <source>The owner of the site makes it at {address}, with these permissions: {permissions}.</source>
        <translation>ينشئه مالك الموقع في {address}، بهذه الأذونات: {permissions}.</translation>
    </message>
    <message>
        <source>The printer did not take it.</source>
        <translation>لم تقبله الطابعة.</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password. Put them into {setting}, or type another proxy into Network settings: {command}.</source>
        <translation>يطلب الوكيل اسمًا وكلمة مرور. ضعوهما في {setting}، أو اكتبوا وكيلًا آخر في «إعدادات الشبكة»: {command}.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer are wrong.</source>
        <translation>إعدادات الوكيل أو الشهادات في هذا الكمبيوتر خاطئة.</translation>
    </message>
    <message>
        <source>The proxy or certificate settings of this computer cannot be used.</source>
        <translation>لا يمكن استخدام إعدادات الوكيل أو الشهادات في هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>The proxy refuses the way to Wix. Ask whoever runs this network to allow it.</source>
        <translation>يرفض الوكيل الطريق إلى Wix. اطلبوا من مسؤول هذه الشبكة السماح به.</translation>
    </message>
    <message>
        <source>The proxy {there} asks for a name and a password (407).</source>
        <translation>يطلب الوكيل {there} اسمًا وكلمة مرور (407).</translation>
    </message>
    <message>
        <source>The proxy {there} refuses the way to {host}.</source>
        <translation>يرفض الوكيل {there} الطريق إلى {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix.</source>
        <translation>حُجب الطلب في الطريق إلى Wix.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to Wix. Ask whoever looks after this network to allow {host}.</source>
        <translation>حُجب الطلب في الطريق إلى Wix. اطلبوا من مسؤول هذه الشبكة السماح بـ {host}.</translation>
    </message>
    <message>
        <source>The request was blocked on the way to {host} (403 without a word).</source>
        <translation>حُجب الطلب في الطريق إلى {host} (403 دون تفسير).</translation>
    </message>
    <message>
        <source>The same code again within 3 seconds counts once.</source>
        <translation>الرمز نفسه مرة أخرى خلال 3 ثوانٍ يُحسب مرة واحدة.</translation>
    </message>
    <message>
        <source>The scanner works, and this is the code of a booking.</source>
        <translation>الماسح يعمل، وهذا رمز حجز.</translation>
    </message>
    <message>
        <source>The scanner works, but does not send the prefix that is set here.</source>
        <translation>الماسح يعمل، لكنه لا يرسل البادئة المحددة هنا.</translation>
    </message>
    <message>
        <source>The scanner works. This code is not of a booking.</source>
        <translation>الماسح يعمل. هذا الرمز ليس لحجز.</translation>
    </message>
    <message>
        <source>The secret of this site&apos;s app is in it.</source>
        <translation>سر تطبيق هذا الموقع موجود فيه.</translation>
    </message>
    <message>
        <source>The session was cancelled in Wix; counted here: {value}.</source>
        <translation>أُلغيت الجلسة في Wix؛ المعدود هنا: {value}.</translation>
    </message>
    <message>
        <source>The setting is not kept, because this computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>لم يُحفظ الإعداد، لأن الكتابة في مجلد بيانات هذا الكمبيوتر غير ممكنة: {folder}.</translation>
    </message>
    <message>
        <source>The settings of this computer cannot be read, so the usual ones are in force: {file}.</source>
        <translation>لا يمكن قراءة إعدادات هذا الكمبيوتر، لذلك تسري المعتادة: {file}.</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired</source>
        <translation>انتهت صلاحية الدخول إلى Wix</translation>
    </message>
    <message>
        <source>The sign-in to Wix has expired.</source>
        <translation>انتهت صلاحية الدخول إلى Wix.</translation>
    </message>
    <message>
        <source>The site ID has a space, a line break or an unknown character in it.</source>
        <translation>في معرّف الموقع مسافة أو سطر جديد أو حرف غير معروف.</translation>
    </message>
    <message>
        <source>The site can’t be reached. Check people in: all of it is kept here and sent later.</source>
        <translation>لا يمكن الوصول إلى الموقع. سجّلوا الحضور: كل شيء يُحفظ هنا ويُرسل لاحقًا.</translation>
    </message>
    <message>
        <source>The site takes no check-ins. What it refuses waits behind the chip for an answer.</source>
        <translation>الموقع لا يقبل تسجيلات. ما يرفضه ينتظر جوابًا خلف مؤشر المزامنة.</translation>
    </message>
    <message>
        <source>The site’s name and time zone</source>
        <translation>اسم الموقع ومنطقته الزمنية</translation>
    </message>
    <message>
        <source>The staff PIN is removed</source>
        <translation>أُزيل الرمز السري للفريق</translation>
    </message>
    <message>
        <source>The staff PIN is set. Ctrl+L locks the window</source>
        <translation>ضُبط الرمز السري للفريق. يقفل Ctrl+L النافذة</translation>
    </message>
    <message>
        <source>The status of the booking in Wix does not allow this.</source>
        <translation>حالة الحجز في Wix لا تسمح بذلك.</translation>
    </message>
    <message>
        <source>The sync stopped; it starts again.</source>
        <translation>توقفت المزامنة؛ وهي تبدأ مجددًا.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type the new one twice.</source>
        <translation>الرمزان غير متطابقين. اكتبوا الرمز الجديد مرتين.</translation>
    </message>
    <message>
        <source>The way to Wix is blocked. Ask whoever runs this network to allow it.</source>
        <translation>الطريق إلى Wix محجوب. اطلبوا من مسؤول هذه الشبكة السماح به.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Then check the spelling of what stands in Network settings (turnout --set-up), TURNOUT_API_URL and HTTPS_PROXY.</source>
        <translation>ثم تحققوا من كتابة ما في «إعدادات الشبكة» (turnout --set-up) و TURNOUT_API_URL و HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>There are no sessions today, as of {pulled}.</source>
        <translation>لا جلسات اليوم، حتى {pulled}.</translation>
    </message>
    <message>
        <source>There is a PIN.</source>
        <translation>يوجد رمز سري.</translation>
    </message>
    <message>
        <source>There is a file {file} already: choose another name.</source>
        <translation>يوجد ملف {file} من قبل: اختاروا اسمًا آخر.</translation>
    </message>
    <message>
        <source>There is no API key for this site on this computer.</source>
        <translation>لا يوجد مفتاح API لهذا الموقع على هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>There is no API key for this site yet.</source>
        <translation>لا يوجد مفتاح API لهذا الموقع بعد.</translation>
    </message>
    <message>
        <source>There is no connection to Wix.</source>
        <translation>لا يوجد اتصال بـ Wix.</translation>
    </message>
    <message>
        <source>There is no connection to {there}.</source>
        <translation>لا يوجد اتصال بـ {there}.</translation>
    </message>
    <message>
        <source>There is no file {file}: give the whole path of the CA&apos;s file.</source>
        <translation>لا يوجد ملف {file}: أعطوا المسار الكامل لملف الشهادة (CA).</translation>
    </message>
    <message>
        <source>There is no screen here: the window cannot be opened, the commands work.</source>
        <translation>لا توجد شاشة هنا: لا يمكن فتح النافذة، والأوامر تعمل.</translation>
    </message>
    <message>
        <source>There is no secret of this site&apos;s app on this computer.</source>
        <translation>لا يوجد سر لتطبيق هذا الموقع على هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>There is no site ID in this. It is 36 letters, digits and dashes long, and stands in the dashboard’s address after {place}.</source>
        <translation>لا يوجد هنا معرّف موقع. طوله 36 حرفًا ورقمًا وشرطة، ويأتي في عنوان لوحة التحكم بعد {place}.</translation>
    </message>
    <message>
        <source>There is no such folder: choose another place.</source>
        <translation>لا يوجد مجلد كهذا: اختاروا مكانًا آخر.</translation>
    </message>
    <message>
        <source>There is no way to Wix. Check the cable or the Wi-Fi.</source>
        <translation>لا طريق إلى Wix. تحققوا من كابل الشبكة أو Wi-Fi.</translation>
    </message>
    <message>
        <source>There was none yet.</source>
        <translation>لم يحدث بعد.</translation>
    </message>
    <message>
        <source>This app may do nothing on this site. Check the instance ID. If it is right, the app needs what is named below.</source>
        <translation>لا يُسمح لهذا التطبيق بشيء في هذا الموقع. تحققوا من معرّف النسخة. إن كان صحيحًا، فالتطبيق يحتاج إلى ما هو مذكور أدناه.</translation>
    </message>
    <message>
        <source>This booking is not loaded on this computer; run turnout sync.</source>
        <translation>هذا الحجز غير محمّل على هذا الكمبيوتر؛ شغّلوا turnout sync.</translation>
    </message>
    <message>
        <source>This booking is on the waiting list, not on the roster.</source>
        <translation>هذا الحجز في قائمة الانتظار، لا في قائمة الحضور.</translation>
    </message>
    <message>
        <source>This booking was cancelled in Wix.</source>
        <translation>أُلغي هذا الحجز في Wix.</translation>
    </message>
    <message>
        <source>This code is too long to be of a booking.</source>
        <translation>هذا الرمز أطول من أن يكون لحجز.</translation>
    </message>
    <message>
        <source>This computer and Wix tell the same time.</source>
        <translation>هذا الكمبيوتر و Wix على الوقت نفسه.</translation>
    </message>
    <message>
        <source>This computer can’t save</source>
        <translation>لا يستطيع هذا الكمبيوتر الحفظ</translation>
    </message>
    <message>
        <source>This computer checks people in for a site that it reaches by a key.</source>
        <translation>هذا الكمبيوتر يسجّل الحضور لموقع يصل إليه بمفتاح.</translation>
    </message>
    <message>
        <source>This computer checks people in for another site.</source>
        <translation>هذا الكمبيوتر يسجّل الحضور لموقع آخر.</translation>
    </message>
    <message>
        <source>This computer forgets the site: its day, its check-ins and its key. What is in Wix stays there.</source>
        <translation>ينسى هذا الكمبيوتر الموقع: يومه وتسجيلاته ومفتاحه. وما في Wix يبقى هناك.</translation>
    </message>
    <message>
        <source>This computer has no secret store.</source>
        <translation>ليس في هذا الكمبيوتر مخزن أسرار.</translation>
    </message>
    <message>
        <source>This computer has not seen today’s sessions yet. Connect to the internet once, then it works offline too.</source>
        <translation>لم يرَ هذا الكمبيوتر جلسات اليوم بعد. اتصلوا بالإنترنت مرة واحدة، ثم يعمل دون اتصال أيضًا.</translation>
    </message>
    <message>
        <source>This computer has not seen who booked this session yet.</source>
        <translation>لم يرَ هذا الكمبيوتر بعد من حجز هذه الجلسة.</translation>
    </message>
    <message>
        <source>This computer has the key of this site. Paste another one only to change it.</source>
        <translation>مفتاح هذا الموقع موجود على هذا الكمبيوتر. الصقوا آخر فقط لتغييره.</translation>
    </message>
    <message>
        <source>This computer has the secret of this app. Paste another one only to change it.</source>
        <translation>سر هذا التطبيق موجود على هذا الكمبيوتر. الصقوا آخر فقط لتغييره.</translation>
    </message>
    <message>
        <source>This computer is</source>
        <translation>هذا الكمبيوتر هو</translation>
    </message>
    <message>
        <source>This computer is offline: no name server answers for {there}.</source>
        <translation>هذا الكمبيوتر غير متصل: لا يجيب أي خادم أسماء عن {there}.</translation>
    </message>
    <message>
        <source>This computer then checks people in for {site}. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>بعدها يسجّل هذا الكمبيوتر الحضور لـ {site}. لا يُنسى شيء: ما لم يُرسل حتى ذلك الحين يُرسل حين يُفتح هذا الموقع مجددًا.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes fast.</source>
        <translation>ساعة هذا الكمبيوتر متقدمة بالدقائق: {n}.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {n} minutes slow.</source>
        <translation>ساعة هذا الكمبيوتر متأخرة بالدقائق: {n}.</translation>
    </message>
    <message>
        <source>This computer&apos;s data file is damaged.</source>
        <translation>ملف بيانات هذا الكمبيوتر تالف.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: check-ins cannot be saved.</source>
        <translation>لا يمكن الكتابة في مجلد بيانات هذا الكمبيوتر: لا يمكن حفظ تسجيلات الحضور.</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}</source>
        <translation>لا يمكن الكتابة في مجلد بيانات هذا الكمبيوتر: {folder}</translation>
    </message>
    <message>
        <source>This computer&apos;s data folder cannot be written: {folder}.</source>
        <translation>لا يمكن الكتابة في مجلد بيانات هذا الكمبيوتر: {folder}.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was made by another version of turnout and cannot be read.</source>
        <translation>أُنشئت بيانات هذا الكمبيوتر بإصدار آخر من turnout ولا يمكن قراءتها.</translation>
    </message>
    <message>
        <source>This computer&apos;s data was written by a newer version of turnout.</source>
        <translation>كُتبت بيانات هذا الكمبيوتر بإصدار أحدث من turnout.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or failing: check-ins cannot be saved.</source>
        <translation>قرص هذا الكمبيوتر ممتلئ أو معطّل: لا يمكن حفظ تسجيلات الحضور.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store cannot be used: it refused.</source>
        <translation>لا يمكن استخدام مخزن أسرار هذا الكمبيوتر: لقد رفض.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store does not answer: it may be waiting for its password.</source>
        <translation>مخزن أسرار هذا الكمبيوتر لا يجيب: ربما ينتظر كلمة مروره.</translation>
    </message>
    <message>
        <source>This computer&apos;s secret store is locked.</source>
        <translation>مخزن أسرار هذا الكمبيوتر مقفل.</translation>
    </message>
    <message>
        <source>This computer’s clock looks wrong: {off}. Check date and time.</source>
        <translation>تبدو ساعة هذا الكمبيوتر خاطئة: {off}. تحققوا من التاريخ والوقت.</translation>
    </message>
    <message>
        <source>This course is full in Wix.</source>
        <translation>هذه الدورة مكتملة في Wix.</translation>
    </message>
    <message>
        <source>This day is not on this computer, or not whole.</source>
        <translation>هذا اليوم ليس على هذا الحاسوب، أو ليس كاملًا.</translation>
    </message>
    <message>
        <source>This day is over: it can only be looked at.</source>
        <translation>انتهى هذا اليوم: يمكن النظر فقط.</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>هذا الاستقبال</translation>
    </message>
    <message>
        <source>This is a site ID, not a key. The key is longer, and comes from {address}.</source>
        <translation>هذا معرّف موقع، لا مفتاح. المفتاح أطول، ويأتي من {address}.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Correct it, or leave it out.</source>
        <translation>هذا ليس عنوان بريد إلكتروني. صحّحوه، أو اتركوه فارغًا.</translation>
    </message>
    <message>
        <source>This is the demo site. See here what the desk does when the real one fails.</source>
        <translation>هذا هو الموقع التجريبي. شاهدوا هنا ما يفعله الاستقبال حين يتعطل الموقع الحقيقي.</translation>
    </message>
    <message>
        <source>This is what Wix says just now. Go back if it is another site.</source>
        <translation>هذا ما يقوله Wix الآن. ارجعوا إن كان موقعًا آخر.</translation>
    </message>
    <message>
        <source>This key may do nothing on this site. Check the site ID. If it is right, give the key access to this site at {keys}, and tick what is named below.</source>
        <translation>لا يُسمح لهذا المفتاح بشيء في هذا الموقع. تحققوا من معرّف الموقع. إن كان صحيحًا، فامنحوا المفتاح الوصول إلى الموقع في {keys}، وأشّروا على ما هو مذكور أدناه.</translation>
    </message>
    <message>
        <source>This makes {n} of {capacity} (over capacity).</source>
        <translation>يصبح العدد {n} من {capacity} (فوق السعة).</translation>
    </message>
    <message>
        <source>This network does not know Wix by name. Check the cable or the Wi-Fi.</source>
        <translation>لا تعرف هذه الشبكة Wix باسمه. تحققوا من كابل الشبكة أو Wi-Fi.</translation>
    </message>
    <message>
        <source>This row is not in conflict; count with check-in instead.</source>
        <translation>لا تعارض في هذا السطر؛ سجّلوا الحضور كالمعتاد.</translation>
    </message>
    <message>
        <source>This screen</source>
        <translation>هذه الشاشة</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>هذه الجلسة</translation>
    </message>
    <message>
        <source>This session is full in Wix.</source>
        <translation>هذه الجلسة مكتملة في Wix.</translation>
    </message>
    <message>
        <source>This session is not loaded on this computer; run turnout sync.</source>
        <translation>هذه الجلسة غير محمّلة على هذا الكمبيوتر؛ شغّلوا turnout sync.</translation>
    </message>
    <message>
        <source>This site does not let check-ins be deleted.</source>
        <translation>هذا الموقع لا يسمح بحذف تسجيلات الحضور.</translation>
    </message>
    <message>
        <source>This site stays known here. Nothing is forgotten: what is not sent by then goes when this site is open again.</source>
        <translation>يبقى هذا الموقع معروفًا هنا. لا يُنسى شيء: ما لم يُرسل حتى ذلك الحين يُرسل حين يُفتح هذا الموقع مجددًا.</translation>
    </message>
    <message>
        <source>This takes {steps} off here, and it never reaches Wix.</source>
        <translation>هذا يزيل {steps} هنا، ولن يصل إلى Wix أبدًا.</translation>
    </message>
    <message>
        <source>This user may not write there: choose another place.</source>
        <translation>لا يُسمح لهذا المستخدم بالكتابة هناك: اختاروا مكانًا آخر.</translation>
    </message>
    <message>
        <source>This was typed by hand: {pause} between two keys. Where it was the scanner, set it to send without pauses and to end with Enter.</source>
        <translation>كُتب هذا باليد: {pause} بين ضغطتين. إن كان الماسح، فاضبطوه ليرسل بلا توقف وينتهي بـ Enter.</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>تحديد الكل</translation>
    </message>
    <message>
        <source>Tick at least one location.</source>
        <translation>حددوا مكانًا واحدًا على الأقل.</translation>
    </message>
    <message>
        <source>Tick at least one service.</source>
        <translation>حددوا خدمة واحدة على الأقل.</translation>
    </message>
    <message>
        <source>Tick in Wix: {permission}</source>
        <translation>أشّروا في Wix على: {permission}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Time zone: {zone}</source>
        <translation>المنطقة الزمنية: {zone}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>إلى</translation>
    </message>
    <message>
        <source>To enter it, start turnout --set-up.</source>
        <translation>لإدخاله شغّلوا turnout --set-up.</translation>
    </message>
    <message>
        <source>To let an app ask there instead comes in a later version.</source>
        <translation>السماح لتطبيق بالسؤال هناك بدلًا منه يأتي في إصدار لاحق.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as turnout --set-up.</source>
        <translation>لعرضها، أغلقوا turnout وشغّلوه هكذا: turnout --set-up.</translation>
    </message>
    <message>
        <source>To list them, close turnout and start it as “{command}”.</source>
        <translation>لعرضها، أغلقوا turnout وشغّلوه هكذا: «{command}».</translation>
    </message>
    <message>
        <source>To put right</source>
        <translation>للإصلاح</translation>
    </message>
    <message>
        <source>To {session}</source>
        <translation>إلى {session}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Today is not loaded yet; the last update was {when}.</source>
        <translation>لم يُحمّل اليوم بعد؛ كان آخر تحديث يوم {when}.</translation>
    </message>
    <message>
        <source>Today is not loaded; the last update was {when}.</source>
        <translation>لم يُحمّل اليوم؛ كان آخر تحديث {when}.</translation>
    </message>
    <message>
        <source>Today&apos;s sessions are all of locations or services that this desk leaves out.</source>
        <translation>كل جلسات اليوم في أماكن أو من خدمات لا يعرضها هذا الاستقبال.</translation>
    </message>
    <message>
        <source>Today: back to it</source>
        <translation>اليوم: العودة إليه</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings}</source>
        <translation>اليوم: {sessions}، {bookings}</translation>
    </message>
    <message>
        <source>Today: {sessions}, {bookings} in the first {most}</source>
        <translation>اليوم: {sessions}، {bookings} في أول {most}</translation>
    </message>
    <message>
        <source>Today’s sessions</source>
        <translation>جلسات اليوم</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>المجموع</translation>
    </message>
    <message>
        <source>Total of {here} of {days} days</source>
        <translation>مجموع {here} من {days} من الأيام</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>اللمس</translation>
    </message>
    <message numerus="yes">
        <source>Try again in 1 second</source>
        <comment>Try again in %n seconds</comment>
        <translation>
            <numerusform>حاولوا مرة أخرى الآن (%n)</numerusform>
            <numerusform>حاولوا مرة أخرى بعد ثانية واحدة</numerusform>
            <numerusform>حاولوا مرة أخرى بعد ثانيتين</numerusform>
            <numerusform>حاولوا مرة أخرى بعد %n ثوانٍ</numerusform>
            <numerusform>حاولوا مرة أخرى بعد %n ثانية</numerusform>
            <numerusform>حاولوا مرة أخرى بعد %n ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>حاولوا مرة أخرى بعد دقيقة.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>حاولوا مرة أخرى.</translation>
    </message>
    <message>
        <source>Try the demo site</source>
        <translation>تجربة الموقع التجريبي</translation>
    </message>
    <message>
        <source>Twice the same: look here</source>
        <translation>نغمة مكررة: انظروا هنا</translation>
    </message>
    <message>
        <source>Type another one to change it. Nobody can read the old one.</source>
        <translation>اكتبوا غيره لتغييره. لا يستطيع أحد قراءة القديم.</translation>
    </message>
    <message>
        <source>Type six digits.</source>
        <translation>اكتبوا ستة أرقام.</translation>
    </message>
    <message>
        <source>Type the diagonal as a number between {least} and {most} inches, or leave it empty.</source>
        <translation>اكتبوا القطر رقمًا بين {least} و {most} بوصة، أو اتركوه فارغًا.</translation>
    </message>
    <message>
        <source>Type the proxy as its name and port: {example}</source>
        <translation>اكتبوا الوكيل باسمه ومنفذه: {example}</translation>
    </message>
    <message>
        <source>Type the staff PIN. Check-ins are still being sent.</source>
        <translation>اكتبوا الرمز السري للفريق. ما زال تسجيل الحضور يُرسَل.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Undo the last check-in change</source>
        <translation>التراجع عن آخر تغيير</translation>
    </message>
    <message>
        <source>Undo: {name}, {change}</source>
        <translation>تراجع: {name}، {change}</translation>
    </message>
    <message>
        <source>Unknown booking</source>
        <translation>حجز غير معروف</translation>
    </message>
    <message>
        <source>Unlock it, or start turnout with TURNOUT_API_KEY set.</source>
        <translation>افتحوا قفله، أو شغّلوا turnout مع TURNOUT_API_KEY.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>افتحوا قفله ثم حاولوا مرة أخرى.</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>فصل</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>إلغاء التحديد</translation>
    </message>
    <message>
        <source>Untick what is checked in elsewhere. These are the places and services of the days ahead in the site’s calendar; whatever comes new there is listed too.</source>
        <translation>أزيلوا التحديد عمّا يُسجّل في مكان آخر. هذه أماكن وخدمات الأيام القادمة في تقويم الموقع؛ وما يُضاف جديدًا يُعرض أيضًا.</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>محدّث</translation>
    </message>
    <message>
        <source>Update now</source>
        <translation>تحديث الآن</translation>
    </message>
    <message>
        <source>Use an API key instead</source>
        <translation>استخدام مفتاح API بدلًا من ذلك</translation>
    </message>
    <message>
        <source>Use an app instead</source>
        <translation>استخدام تطبيق بدلًا من ذلك</translation>
    </message>
    <message>
        <source>Use {value} (Wix)</source>
        <translation>استخدام {value} ‏(Wix)</translation>
    </message>
    <message>
        <source>Visitors check themselves in.</source>
        <translation>يسجّل الزوار حضورهم بأنفسهم.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>مستوى الصوت</translation>
    </message>
    <message>
        <source>Wait a minute. If it comes back, close other programs that use this site&apos;s key.</source>
        <translation>انتظروا دقيقة. إن تكرر ذلك، فأغلقوا البرامج الأخرى التي تستخدم مفتاح هذا الموقع.</translation>
    </message>
    <message>
        <source>Wait, and look at status.wix.com.</source>
        <translation>انتظروا، وانظروا status.wix.com.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-in.</source>
        <translation>بانتظار قرار: {n}.</translation>
    </message>
    <message>
        <source>Waiting for a decision: {n} check-ins.</source>
        <translation>بانتظار قرار: {n}.</translation>
    </message>
    <message>
        <source>Waiting for the next minute&apos;s requests.</source>
        <translation>في انتظار طلبات الدقيقة التالية.</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>بانتظار الإرسال</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>بدون حجز</translation>
    </message>
    <message>
        <source>Walk-in · not in Wix</source>
        <translation>بدون حجز · ليس في Wix</translation>
    </message>
    <message>
        <source>Walk-ins not in Wix</source>
        <translation>بدون حجز وليس في Wix</translation>
    </message>
    <message>
        <source>Weekday and hour</source>
        <translation>اليوم والساعة</translation>
    </message>
    <message>
        <source>What answers in place of {host} does not speak TLS.</source>
        <translation>ما يجيب بدلًا من {host} لا يتحدث TLS.</translation>
    </message>
    <message>
        <source>What answers is not Wix. Check the address and the proxy in Network settings: {command}.</source>
        <translation>ما يجيب ليس Wix. تحققوا من العنوان والوكيل في «إعدادات الشبكة»: {command}.</translation>
    </message>
    <message>
        <source>What does this desk list?</source>
        <translation>ماذا يعرض هذا الاستقبال؟</translation>
    </message>
    <message>
        <source>What each line stands for</source>
        <translation>ما يمثله كل سطر</translation>
    </message>
    <message>
        <source>What the blue button says</source>
        <translation>ما يقوله الزر الأزرق</translation>
    </message>
    <message>
        <source>What was decided cannot be undone.</source>
        <translation>لا يمكن التراجع عمّا تقرّر.</translation>
    </message>
    <message>
        <source>Whatever is heard is also on the screen.</source>
        <translation>كل ما يُسمع يظهر على الشاشة أيضًا.</translation>
    </message>
    <message>
        <source>Where it was changed</source>
        <translation>أين تغيّر</translation>
    </message>
    <message>
        <source>Which report</source>
        <translation>أي تقرير</translation>
    </message>
    <message>
        <source>Who booked</source>
        <translation>من حجز</translation>
    </message>
    <message>
        <source>Who is checked in</source>
        <translation>من سُجّل حضوره</translation>
    </message>
    <message>
        <source>Whoever comes later is checked in as always. One undo takes it all back.</source>
        <translation>من يأتي لاحقًا يُسجّل كالمعتاد. تراجع واحد يعيد كل شيء.</translation>
    </message>
    <message>
        <source>With a PIN the window can be locked, by Ctrl+L or in the menu, while nobody stands at it. Only a hash of it is kept on this computer.</source>
        <translation>مع رمز يمكن قفل النافذة، عبر Ctrl+L أو من القائمة، حين لا يقف أحد أمامها. لا يُحفظ منه على هذا الحاسوب سوى بصمة.</translation>
    </message>
    <message>
        <source>With an e-mail address Wix gets a booking; without one it is counted here alone.</source>
        <translation>مع عنوان بريد يُنشأ حجز في Wix؛ وبدونه يُعدّ هنا فقط.</translation>
    </message>
    <message>
        <source>With everyone who is booked this makes {n} of {capacity}.</source>
        <translation>مع كل من حجز يصبح العدد {n} من {capacity}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} session.</source>
        <translation>جلسات بلا قائمة حتى الآن: {n}.</translation>
    </message>
    <message>
        <source>Without a roster so far: {n} sessions.</source>
        <translation>جلسات بلا قائمة حتى الآن: {n}.</translation>
    </message>
    <message>
        <source>Without an e-mail address Wix takes no booking.</source>
        <translation>بدون عنوان بريد لا يقبل Wix حجزًا.</translation>
    </message>
    <message>
        <source>Wix</source>
        <translation>‏Wix</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site</source>
        <translation>ليس Wix Bookings في هذا الموقع</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site (428).</source>
        <translation>ليس Wix Bookings في هذا الموقع (428).</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site.</source>
        <translation>ليس Wix Bookings في هذا الموقع.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Add it from the site’s App Market. Check-in goes on; nothing is sent.</source>
        <translation>ليس Wix Bookings في هذا الموقع. أضيفوه من سوق تطبيقات الموقع. تسجيل الحضور مستمر؛ لا يُرسل شيء.</translation>
    </message>
    <message>
        <source>Wix Bookings is not on this site. Check the site ID, or add Wix Bookings in the site’s dashboard; then test again.</source>
        <translation>ليس Wix Bookings في هذا الموقع. تحققوا من معرّف الموقع، أو أضيفوا Wix Bookings في لوحة التحكم؛ ثم اختبروا مرة أخرى.</translation>
    </message>
    <message>
        <source>Wix accepts the app on this site.</source>
        <translation>يقبل Wix التطبيق في هذا الموقع.</translation>
    </message>
    <message>
        <source>Wix accepts the key and the site ID.</source>
        <translation>يقبل Wix المفتاح ومعرّف الموقع.</translation>
    </message>
    <message>
        <source>Wix asks to wait a minute</source>
        <translation>يطلب Wix الانتظار دقيقة</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment.</source>
        <translation>يطلب Wix الانتظار لحظة.</translation>
    </message>
    <message>
        <source>Wix asks to wait a moment. Test again in a minute.</source>
        <translation>يطلب Wix الانتظار لحظة. اختبروا مرة أخرى بعد دقيقة.</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site (429).</source>
        <translation>يطلب Wix الانتظار: الطلبات لهذا الموقع كثيرة جدًا (429).</translation>
    </message>
    <message>
        <source>Wix asks to wait: there are too many requests for this site. It goes on by itself within a minute or so; check-ins are saved on this computer meanwhile.</source>
        <translation>يطلب Wix الانتظار: الطلبات لهذا الموقع كثيرة جدًا. يستمر الأمر تلقائيًا خلال دقيقة تقريبًا؛ وتُحفظ تسجيلات الحضور على هذا الكمبيوتر في هذه الأثناء.</translation>
    </message>
    <message>
        <source>Wix could not tell which session this belongs to.</source>
        <translation>لم يستطع Wix معرفة الجلسة التي ينتمي إليها هذا.</translation>
    </message>
    <message>
        <source>Wix did not accept a question of turnout. Test again in a few minutes.</source>
        <translation>لم يقبل Wix سؤالًا من turnout. اختبروا مرة أخرى بعد بضع دقائق.</translation>
    </message>
    <message>
        <source>Wix did not accept this.</source>
        <translation>لم يقبل Wix هذا.</translation>
    </message>
    <message>
        <source>Wix did not answer in time.</source>
        <translation>لم يجب Wix في الوقت المناسب.</translation>
    </message>
    <message>
        <source>Wix did not answer in time; it is asked again.</source>
        <translation>لم يجب Wix في الوقت المناسب؛ يُسأل مجددًا.</translation>
    </message>
    <message>
        <source>Wix did not refuse this one; there is nothing to decide.</source>
        <translation>لم يرفض Wix هذا؛ لا شيء لتقريره.</translation>
    </message>
    <message>
        <source>Wix did not say what became of this.</source>
        <translation>لم يقل Wix ماذا حدث لهذا.</translation>
    </message>
    <message>
        <source>Wix did not take the question; its number is {number}.</source>
        <translation>لم يقبل Wix السؤال؛ رقمه {number}.</translation>
    </message>
    <message>
        <source>Wix does not accept the app ID, the secret or the instance ID.</source>
        <translation>لا يقبل Wix معرّف التطبيق أو السر أو معرّف النسخة.</translation>
    </message>
    <message>
        <source>Wix does not accept the app on this site. Is it still installed there?</source>
        <translation>لا يقبل Wix التطبيق في هذا الموقع. هل ما زال مثبتًا هناك؟</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site (401).</source>
        <translation>لا يقبل Wix مفتاح هذا الموقع (401).</translation>
    </message>
    <message>
        <source>Wix does not accept the key of this site.</source>
        <translation>لا يقبل Wix مفتاح هذا الموقع.</translation>
    </message>
    <message>
        <source>Wix does not have this check-in any more.</source>
        <translation>لم يعد هذا التسجيل موجودًا في Wix.</translation>
    </message>
    <message>
        <source>Wix does not know this booking or session.</source>
        <translation>لا يعرف Wix هذا الحجز أو هذه الجلسة.</translation>
    </message>
    <message>
        <source>Wix does not know this booking.</source>
        <translation>لا يعرف Wix هذا الحجز.</translation>
    </message>
    <message>
        <source>Wix does not know this key. Copy all of it once more from {keys}; a key that was deleted there needs a new one.</source>
        <translation>لا يعرف Wix هذا المفتاح. انسخوه كله مرة أخرى من {keys}؛ والمفتاح المحذوف هناك يحتاج إلى آخر جديد.</translation>
    </message>
    <message>
        <source>Wix does not know this session.</source>
        <translation>لا يعرف Wix هذه الجلسة.</translation>
    </message>
    <message>
        <source>Wix has a booking with this e-mail that was counted by itself. Take one of them back.</source>
        <translation>في Wix حجز بهذا البريد عُدّ على حدة. اسحبوا أحدهما.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own.</source>
        <translation>لدى Wix مشكلة خاصة به.</translation>
    </message>
    <message>
        <source>Wix has a problem of its own. Look at {page}.</source>
        <translation>لدى Wix مشكلة خاصة به. انظروا {page}.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking. Delete one there, then update.</source>
        <translation>في Wix سجلّان لهذا الحجز. احذفوا أحدهما هناك، ثم حدّثوا.</translation>
    </message>
    <message>
        <source>Wix holds two records for this booking: delete one there first.</source>
        <translation>في Wix سجلّان لهذا الحجز: احذفوا أحدهما هناك أولًا.</translation>
    </message>
    <message>
        <source>Wix takes no more bookings for this session.</source>
        <translation>لا يقبل Wix مزيدًا من الحجوزات لهذه الجلسة.</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>يعمل</translation>
    </message>
    <message>
        <source>Write both days like {day}.</source>
        <translation>اكتب اليومين هكذا: {day}.</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>جارٍ كتابة الملف…</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>نعم، متابعة</translation>
    </message>
    <message>
        <source>a pause</source>
        <translation>توقف</translation>
    </message>
    <message>
        <source>absent, missing, late, reminder, close out</source>
        <translation>غائب, مفقود, متأخر, تذكير, إغلاق</translation>
    </message>
    <message>
        <source>also counted on another device: {more}</source>
        <translation>عُدّ أيضًا على جهاز آخر: {more}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more</source>
        <comment>and %n more</comment>
        <translation>
            <numerusform>ولا مزيد</numerusform>
            <numerusform>وواحد آخر</numerusform>
            <numerusform>واثنان آخران</numerusform>
            <numerusform>و%n آخرون</numerusform>
            <numerusform>و%n آخرون</numerusform>
            <numerusform>و%n آخرون</numerusform>
        </translation>
    </message>
    <message>
        <source>animation, moving, scrolling, gliding</source>
        <translation>حركة, رسوم متحركة, تمرير, انزلاق</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>عند {time}</translation>
    </message>
    <message>
        <source>back to booked</source>
        <translation>أُعيد إلى «محجوز»</translation>
    </message>
    <message>
        <source>barcode, QR, reader, code</source>
        <translation>باركود, QR, قارئ, رمز</translation>
    </message>
    <message>
        <source>barcode, QR, reader, length</source>
        <translation>باركود, QR, قارئ, طول</translation>
    </message>
    <message numerus="yes">
        <source>booked for 1</source>
        <comment>booked for %n</comment>
        <translation>
            <numerusform>بلا أشخاص</numerusform>
            <numerusform>محجوز لواحد</numerusform>
            <numerusform>محجوز لاثنين</numerusform>
            <numerusform>محجوز لـ %n</numerusform>
            <numerusform>محجوز لـ %n</numerusform>
            <numerusform>محجوز لـ %n</numerusform>
        </translation>
    </message>
    <message>
        <source>booking {code}</source>
        <translation>الحجز {code}</translation>
    </message>
    <message>
        <source>cancelled in Wix</source>
        <translation>ملغى في Wix</translation>
    </message>
    <message>
        <source>capacity {capacity}</source>
        <translation>السعة {capacity}</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>قيد التحقق</translation>
    </message>
    <message>
        <source>contrast, colours, colors, night, day, bright, brightness, appearance</source>
        <translation>تباين, ألوان, ليل, نهار, ساطع, سطوع, مظهر</translation>
    </message>
    <message>
        <source>country, format, calendar, clock, numbers, locale, 24 hour, 12 hour, week</source>
        <translation>بلد, تنسيق, تقويم, ساعة, أرقام, منطقة، 24 ساعة، 12 ساعة، أسبوع</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>تقرّر</translation>
    </message>
    <message>
        <source>first visit</source>
        <translation>الزيارة الأولى</translation>
    </message>
    <message>
        <source>full, overbooked, limit, places, spaces, maximum</source>
        <translation>ممتلئ, حجز زائد, حد, أماكن, أقصى</translation>
    </message>
    <message>
        <source>history, delete, retention, GDPR, personal data</source>
        <translation>سجل, حذف, احتفاظ, GDPR, بيانات شخصية</translation>
    </message>
    <message>
        <source>in Wix: {server}, here: {mine}</source>
        <translation>في Wix: {server}، هنا: {mine}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>last update {time}</source>
        <translation>آخر تحديث {time}</translation>
    </message>
    <message>
        <source>mute, loud, louder, quieter, audio, speaker</source>
        <translation>كتم, عال, أعلى, أخفض, صوت, مكبر</translation>
    </message>
    <message>
        <source>mute, silent, night, do not disturb</source>
        <translation>كتم, صامت, ليل, عدم الإزعاج</translation>
    </message>
    <message>
        <source>mute, silent, silence, beep, noise, audio, speaker</source>
        <translation>كتم, صامت, صمت, صفير, ضجيج, صوت, مكبر</translation>
    </message>
    <message>
        <source>night, evening, schedule</source>
        <translation>ليل, مساء, جدول</translation>
    </message>
    <message>
        <source>night, morning, schedule</source>
        <translation>ليل, صباح, جدول</translation>
    </message>
    <message>
        <source>no update yet</source>
        <translation>لا تحديث بعد</translation>
    </message>
    <message>
        <source>no-show</source>
        <translation>عدم حضور</translation>
    </message>
    <message>
        <source>none</source>
        <translation>بلا</translation>
    </message>
    <message>
        <source>not in Wix</source>
        <translation>ليس في Wix</translation>
    </message>
    <message>
        <source>of {booked} in</source>
        <translation>من {booked} هنا</translation>
    </message>
    <message>
        <source>off</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>on</source>
        <translation>مفعّل</translation>
    </message>
    <message>
        <source>opens {day}</source>
        <translation>يُفتح {day}</translation>
    </message>
    <message>
        <source>password, PIN, code, secure, screen lock</source>
        <translation>كلمة المرور, رمز, PIN, أمان, قفل الشاشة</translation>
    </message>
    <message>
        <source>problem, error, trouble, log, support, help</source>
        <translation>مشكلة, خطأ, عطل, سجل, دعم, مساعدة</translation>
    </message>
    <message>
        <source>proxy, network, internet, wifi, API key, account, sign in, log in, log out, Wix</source>
        <translation>بروكسي, وكيل, شبكة, إنترنت, مفتاح API, حساب, تسجيل الدخول, Wix، واي فاي، تسجيل الخروج</translation>
    </message>
    <message>
        <source>saved here, not sent yet</source>
        <translation>محفوظ هنا، لم يُرسل بعد</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>أُرسل</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>تم التراجع</translation>
    </message>
    <message>
        <source>translation, locale</source>
        <translation>ترجمة, لغة, محلي</translation>
    </message>
    <message numerus="yes">
        <source>tried once</source>
        <comment>tried %n times</comment>
        <translation>
            <numerusform>بلا محاولات</numerusform>
            <numerusform>محاولة واحدة</numerusform>
            <numerusform>محاولتان</numerusform>
            <numerusform>%n محاولات</numerusform>
            <numerusform>%n محاولة</numerusform>
            <numerusform>%n محاولة</numerusform>
        </translation>
    </message>
    <message>
        <source>turnout {number}</source>
        <translation>‏turnout {number}</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>تم التراجع</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>تم التحقق</translation>
    </message>
    <message>
        <source>version, licence, license, update, help</source>
        <translation>إصدار, ترخيص, تحديث, مساعدة</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ينتظر</translation>
    </message>
    <message>
        <source>waiting for approval in Wix</source>
        <translation>بانتظار الموافقة في Wix</translation>
    </message>
    <message>
        <source>zoom, font, larger, bigger, smaller, letters, scale, readable</source>
        <translation>تكبير, خط, أكبر, كبير, أصغر, حروف, حجم, مقروء</translation>
    </message>
    <message>
        <source>{attended} of {booked} in</source>
        <translation>{attended} من {booked} هنا</translation>
    </message>
    <message>
        <source>{before} to {after}</source>
        <translation>من {before} إلى {after}</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>‏{before} ← {after}</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, just now.</source>
        <translation>الحجوزات {booked} في جلسة {n}، الآن.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {hours} h ago.</source>
        <translation>الحجوزات {booked} في جلسة {n}، قبل {hours} س.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} session, {minutes} min ago.</source>
        <translation>الحجوزات {booked} في جلسة {n}، قبل {minutes} د.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, just now.</source>
        <translation>الحجوزات {booked} في الجلسات {n}، الآن.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {hours} h ago.</source>
        <translation>الحجوزات {booked} في الجلسات {n}، قبل {hours} س.</translation>
    </message>
    <message>
        <source>{booked} booked for {n} sessions, {minutes} min ago.</source>
        <translation>الحجوزات {booked} في الجلسات {n}، قبل {minutes} د.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} session today, as of {pulled}.</source>
        <translation>الحجوزات {booked} في جلسة {n} اليوم، حتى {pulled}.</translation>
    </message>
    <message>
        <source>{booked} booked in {n} sessions today, as of {pulled}.</source>
        <translation>الحجوزات {booked} في الجلسات {n} اليوم، حتى {pulled}.</translation>
    </message>
    <message>
        <source>{booked} for {sessions}, {ago}.</source>
        <translation>{booked} في {sessions}، {ago}.</translation>
    </message>
    <message>
        <source>{change} changed elsewhere</source>
        <translation>{change} تغيّر في مكان آخر</translation>
    </message>
    <message>
        <source>{doing}, {name}</source>
        <translation>{doing}، {name}</translation>
    </message>
    <message>
        <source>{doing}: {what}</source>
        <translation>{doing}: {what}</translation>
    </message>
    <message>
        <source>{done} of {total} sessions</source>
        <translation>{done} من {total} جلسات</translation>
    </message>
    <message>
        <source>{gigabytes} GB are free.</source>
        <translation>المساحة الحرة {gigabytes} غيغابايت.</translation>
    </message>
    <message>
        <source>{here} in</source>
        <translation>{here} هنا</translation>
    </message>
    <message>
        <source>{here} of {days} days are on this computer.</source>
        <translation>{here} من {days} من الأيام موجودة على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>{here} of {party} in</source>
        <translation>{here} من {party} هنا</translation>
    </message>
    <message>
        <source>{hits} of {targets}</source>
        <translation>{hits} من {targets}</translation>
    </message>
    <message>
        <source>{hits} of {targets} targets were hit. Where the screen does not feel a finger, calibrate it in the system’s settings, then test again.</source>
        <translation>أُصيب {hits} من {targets} أهداف. حيث لا تحس الشاشة بالإصبع، عايروها في إعدادات النظام ثم اختبروا مجددًا.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}, with the authorities of {file}.</source>
        <translation>{host} يجيب، عبر الوكيل {proxy}، بشهادات الملف {file}.</translation>
    </message>
    <message>
        <source>{host} answers, by the proxy {proxy}.</source>
        <translation>{host} يجيب، عبر الوكيل {proxy}.</translation>
    </message>
    <message>
        <source>{host} answers, with the authorities of {file}.</source>
        <translation>{host} يجيب، بشهادات الملف {file}.</translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation>{host} يجيب.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>لم يجب {host} في الوقت المناسب.</translation>
    </message>
    <message>
        <source>{listed} of the site’s {all} sessions today are listed on this computer.</source>
        <translation>تُعرض {listed} من جلسات الموقع الـ {all} اليوم على هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>{more} extra</source>
        <translation>{more} إضافي</translation>
    </message>
    <message>
        <source>{name} ({apart})</source>
        <translation>{name} ({apart})</translation>
    </message>
    <message>
        <source>{name} is booked more than once today. Enter checks in here</source>
        <translation>{name} لديه أكثر من حجز اليوم. Enter يسجّل هنا</translation>
    </message>
    <message>
        <source>{name} needs attention: Enter shows what to decide</source>
        <translation>{name} يحتاج إلى مراجعة: Enter يعرض ما يجب تقريره</translation>
    </message>
    <message>
        <source>{name} {what}</source>
        <translation>{name} {what}</translation>
    </message>
    <message>
        <source>{name}: all {party} are already in</source>
        <translation>{name}: كل الـ {party} هنا</translation>
    </message>
    <message>
        <source>{name}: already checked in</source>
        <translation>{name}: سُجّل من قبل</translation>
    </message>
    <message>
        <source>{name}: back to {status}</source>
        <translation>{name}: عودة إلى «{status}»</translation>
    </message>
    <message>
        <source>{name}: booked for {party}. Press + or Enter</source>
        <translation>{name}: محجوز لـ {party}. اضغطوا + أو Enter</translation>
    </message>
    <message>
        <source>{name}: checked in</source>
        <translation>{name}: سُجّل الحضور</translation>
    </message>
    <message>
        <source>{name}: code {code} copied</source>
        <translation>{name}: نُسخ الرمز {code}</translation>
    </message>
    <message>
        <source>{name}: decided</source>
        <translation>{name}: تقرّر</translation>
    </message>
    <message>
        <source>{name}: discarded</source>
        <translation>{name}: تم التجاهل</translation>
    </message>
    <message>
        <source>{name}: kept on this computer</source>
        <translation>{name}: محفوظ على هذا الكمبيوتر</translation>
    </message>
    <message>
        <source>{name}: no-show</source>
        <translation>{name}: عدم حضور</translation>
    </message>
    <message>
        <source>{name}: note removed</source>
        <translation>{name}: حُذفت الملاحظة</translation>
    </message>
    <message>
        <source>{name}: note saved</source>
        <translation>{name}: حُفظت الملاحظة</translation>
    </message>
    <message>
        <source>{name}: walk-in taken back</source>
        <translation>{name}: سُحب الحضور بدون حجز</translation>
    </message>
    <message>
        <source>{name}: will be sent again</source>
        <translation>{name}: سيُرسل مرة أخرى</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in</source>
        <translation>{name}: {here} من {party} هنا</translation>
    </message>
    <message>
        <source>{name}: {here} of {party} in. Press + or Enter</source>
        <translation>{name}: {here} من {party} هنا. اضغطوا + أو Enter</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}: {state}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number}٪</translation>
    </message>
    <message>
        <source>{n} of {all} session is not loaded yet.</source>
        <translation>{n} من {all} جلسات لم تُحمّل بعد.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions are not loaded yet.</source>
        <translation>{n} من {all} جلسات لم تُحمّل بعد.</translation>
    </message>
    <message>
        <source>{n} of {all} sessions is not loaded yet.</source>
        <translation>{n} من {all} جلسات لم تُحمّل بعد.</translation>
    </message>
    <message>
        <source>{party} booked + {extra} extra</source>
        <translation>{party} محجوز + {extra} إضافي</translation>
    </message>
    <message>
        <source>{people} more</source>
        <translation>المتبقي {people}</translation>
    </message>
    <message>
        <source>{person} is booked in this session already.</source>
        <translation>‏{person} لديه حجز في هذه الجلسة بالفعل.</translation>
    </message>
    <message>
        <source>{person} is booked in this session and is in already.</source>
        <translation>‏{person} لديه حجز في هذه الجلسة وسُجّل حضوره بالفعل.</translation>
    </message>
    <message>
        <source>{reason} Check-in goes on; nothing is sent until that is put right.</source>
        <translation>{reason} تسجيل الحضور مستمر؛ لا يُرسل شيء حتى يُصلح ذلك.</translation>
    </message>
    <message>
        <source>{setting} cannot be that. It is as it was.</source>
        <translation>{setting}: هذه القيمة غير ممكنة. بقي كما كان.</translation>
    </message>
    <message>
        <source>{setting}: less</source>
        <translation>{setting}: أقل</translation>
    </message>
    <message>
        <source>{setting}: more</source>
        <translation>{setting}: أكثر</translation>
    </message>
    <message>
        <source>{setting}: {value}</source>
        <translation>{setting}: {value}</translation>
    </message>
    <message>
        <source>{span} ms</source>
        <translation>{span} مللي ثانية</translation>
    </message>
    <message>
        <source>{title} has ended. Enter checks {name} in all the same</source>
        <translation>انتهت {title}. Enter يسجّل {name} مع ذلك</translation>
    </message>
    <message>
        <source>{title} has room for {left} more ({attended} of {capacity}).</source>
        <translation>ما زال في {title} مكان لـ {left} ({attended} من {capacity}).</translation>
    </message>
    <message>
        <source>{title} is full ({attended} of {capacity}).</source>
        <translation>{title} ممتلئة ({attended} من {capacity}).</translation>
    </message>
    <message>
        <source>{title} was cancelled. Nobody can be checked in.</source>
        <translation>أُلغيت {title}. لا يمكن تسجيل حضور أحد.</translation>
    </message>
    <message>
        <source>{title} was cancelled; nobody can be checked in.</source>
        <translation>أُلغيت {title}؛ لا يمكن تسجيل حضور أحد.</translation>
    </message>
    <message>
        <source>{what} Check this computer’s network, then test again.</source>
        <translation>{what} تحققوا من شبكة هذا الكمبيوتر، ثم اختبروا مرة أخرى.</translation>
    </message>
    <message>
        <source>{what} Copy all three once more, and test again.</source>
        <translation>{what} انسخوا الثلاثة مرة أخرى، ثم اختبروا مجددًا.</translation>
    </message>
    <message>
        <source>{what} Test again in a few minutes.</source>
        <translation>{what} اختبروا مرة أخرى بعد بضع دقائق.</translation>
    </message>
    <message>
        <source>{words}, chosen</source>
        <translation>{words}، محدَّد</translation>
    </message>
    <message>
        <source>{words}: {group}</source>
        <translation>{words}: {group}</translation>
    </message>
</context>
</TS>
