# The roles' menus and the guide.

menu-role-teacher = teacher
menu-role-homeroom_teacher = homeroom teacher
menu-role-deputy_head = deputy head
menu-role-coordinator = coordinator
menu-role-guardian = parent
menu-role-student = student

menu-to-teacher = 🔁 I am a teacher
menu-to-homeroom_teacher = 🔁 I am a homeroom teacher
menu-to-deputy_head = 🔁 I am a deputy head
menu-to-coordinator = 🔁 I am a coordinator
menu-to-guardian = 🔁 I am a parent
menu-to-student = 🔁 I am a student

menu-head = <b>{ $name }</b> · { $role }
menu-nobody = There is no section for you yet. Please ask the school's coordinator.

# --- teacher

# $count: how many lessons today.
menu-lessons = { $count ->
    [0] { $day }. No lessons today.
    [one] { $day }. { $count } lesson today.
   *[other] { $day }. { $count } lessons today.
}
menu-lesson = lesson { $period }, { $group } · { $subject }
menu-first-unfilled = 🔴 Not filled in: { $lesson }
menu-unfilled-before = { $count ->
    [one] 🔴 { $count } lesson of earlier days is not filled in.
   *[other] 🔴 { $count } lessons of earlier days are not filled in.
}
menu-fill = ✍️ { $lesson }
menu-today = 📋 Lessons today
menu-week = 🗓 Week
menu-unfilled = 🔴 Not filled in ({ $count })
menu-my-class = 👥 My class
menu-findings = 📈 Findings

# --- administration

menu-classes = 🏫 Classes
menu-control = 📈 Control
menu-school = 🛠 School

# --- family

menu-of-child = Child: <b>{ $name }</b>, { $form }
menu-own = <b>{ $name }</b>, { $form }
menu-left = not at the school
# $chosen: 1 if this child's screens are open.
menu-child = { $chosen ->
    [1] { $name } · { $form } ✓
   *[0] { $name } · { $form }
}
menu-homework = 📝 Homework
menu-marks = 📊 Marks
menu-timetable = 🗓 Timetable
menu-attendance = 🙋 Attendance
menu-consent = 📄 Read and consent
menu-consent-needed = To open the child's diary, read which data the school processes, and give your consent.
menu-consent-of-others = The diary is closed for now: it opens once a legal representative of the child consents. They need a code of their own, which the homeroom teacher issues.

# --- everybody

menu-settings = ⚙️ Settings
menu-help = 🆘 Help

menu-help-teacher = 🆘 <b>For teachers</b>
    “📋 Lessons today”: open a lesson, mark who is absent, put marks, set homework and press “✅ Close the lesson”.
    Faster in one message, written in Russian: «Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз №3–5». I show what I understood and save nothing without your button.
    A lesson is filled in on its day (clause 5.4.1). What is not is collected under “🔴 Not filled in”.
    You may ask in words: “my lessons tomorrow”, “what is not filled”.
    Homeroom teachers: codes for parents and students are under “👥 My class” → “🎟 Invitations”.
    Lost? /menu
menu-help-homeroom_teacher = 🆘 <b>For homeroom teachers</b>
    “👥 My class”: which families are connected. “🎟 Invitations”: a one-time code for a parent or student, to be forwarded or dictated.
    If the wrong person connected, press “Revoke”: the access closes at once.
    “📊 Register” is there too: the class's averages and absences of a term, as a file.
menu-help-deputy_head = 🆘 <b>For deputy heads</b>
    “🏫 Classes”: how many families of each class are connected, and who its homeroom teacher is. “📊 Register” of any class is there too: averages and absences of a term, as a file.
    Lessons and an own class are in the teacher's menu: “🔁 I am a teacher”.
menu-help-coordinator = 🆘 <b>For coordinators</b>
    “🛠 School” → “👤 Staff”: issue a code to a teacher, deputy head or coordinator, close the access of who has left.
    Codes for parents and students are issued by homeroom teachers (clause 5.2.2).
menu-help-guardian = 🆘 <b>For parents</b>
    Choose the child and a section. Or just write, in English or Russian: “homework for tomorrow”, “marks in physics last week”, “what time does school start tomorrow”, “absences”, “who teaches chemistry”, “when are the holidays”.
    How messages about marks come, and at which hours: “⚙️ Settings”.
    If something in the diary is wrong, or somebody you do not know connected, tell the homeroom teacher.
menu-help-student = 🆘 <b>For students</b>
    Just write, in English or Russian: “homework for tomorrow”, “average in physics”, “when is the test”, “when are the holidays”.
    If something in the diary is wrong, tell the teacher or the homeroom teacher.
