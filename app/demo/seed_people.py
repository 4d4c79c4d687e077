"""The studio's clients: names in many scripts, with and without telephone and e-mail."""

from app.demo.errors import Json

# first name, last name, phone, e-mail
PEOPLE: tuple[tuple[str, str, str, str], ...] = (
    ("Dana", "Levi", "+972 54-555-3127", "dana.levi@example.com"),
    ("Zoë", "Østergård", "+45 20 55 01 02", "zoe@example.com"),
    ("José", "Nuñez García", "+34 600 555 103", "jose.nunez@example.com"),
    ("נועה", "כהן", "+972 52-555-0104", "noa.cohen@example.com"),
    ("محمد", "الحسيني", "+971 50 555 0105", "m.alhusseini@example.com"),
    ("王", "秀英", "+86 138 5550 0106", "wang.xiuying@example.com"),
    ("さくら", "田中", "+81 90-5550-0107", ""),
    ("Ольга", "Соколова", "+7 900 555-01-08", "olga@example.com"),
    ("Sam", "Carter", "+1 212-555-0109", "sam.carter@example.com"),
    ("Sam", "Carter", "+1 646-555-0110", "sam.c@example.com"),
    ("Madonna", "", "+1 212-555-0111", ""),
    ("Łukasz", "Żółkiewski", "", "lukasz@example.com"),
    ("Siobhán", "O'Brien-Ní Dhomhnaill", "+353 85 555 0113", "siobhan@example.com"),
    ("Björk", "Guðmundsdóttir", "+354 555 0114", "bjork@example.com"),
    ("김", "민준", "+82 10-5550-0115", "minjun.kim@example.com"),
    ("Nguyễn", "Thị Hương", "", ""),
    ("Priya", "Raghunathan", "+91 98555 50117", "priya@example.com"),
    ("Amara", "Okonkwo", "+234 803 555 0118", "amara@example.com"),
    ("אורי", "בן-דוד", "+972 50-555-0119", ""),
    ("فاطمة", "بنت علي", "+20 100 555 0120", "fatima@example.com"),
    ("Élodie", "Lefèvre", "+33 6 55 50 01 21", "elodie@example.com"),
    ("Jürgen", "Groß", "+49 151 55500122", "juergen.gross@example.com"),
    ("Ana", "Lindqvist", "+1 212-555-0101", "ana.lindqvist@example.com"),
    ("Ben", "Okafor", "+1 212-555-0102", "ben.okafor@example.com"),
    ("Cleo", "Marchetti", "+1 212-555-0103", "cleo.marchetti@example.com"),
    ("Dov", "Harel", "+1 212-555-0104", "dov.harel@example.com"),
    ("Дмитро", "Шевченко", "+380 67 555 0127", ""),
    ("李", "雷", "", "lei.li@example.com"),
    ("Maximiliana-Alexandra", "von und zu Hohenstein-Lichtenberg", "+43 660 5550129", ""),
    ("Tom", "Reyes", "+1 917-555-0130", "tom.reyes@example.com"),
    ("Ivy", "Chen", "+1 917-555-0131", "ivy.chen@example.com"),
    ("Kofi", "Mensah", "+233 24 555 0132", "kofi@example.com"),
)
DANA = 0


def person(index: int) -> Json:
    """Names and addresses of a client; what is unknown is an empty text."""
    first, last, phone, email = PEOPLE[index % len(PEOPLE)]
    return {"firstName": first, "lastName": last, "email": email, "phone": phone}
