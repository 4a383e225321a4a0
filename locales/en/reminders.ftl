# Reminders of lessons that are not filled.

# One lesson. $subject is in lower case, within the sentence.
reminder-one = { $group }, { $subject }, lesson { $period } is not filled
# Several: a title, then a line and a button each.
reminder-many = 🔴 <b>Lessons not filled: { $count }</b>
reminder-lesson = { $group } · { $subject } · lesson { $period }
reminder-lesson-dated = { $group } · { $subject }, { $day }, lesson { $period }
reminder-more = { $count } more
reminder-done = All lessons are filled ✅

# To the deputy head on the next school morning, by teacher.
reminder-overdue = 🔴 <b>Lessons of earlier days not filled: { $count }</b>
reminder-overdue-teacher = <b>{ $teacher }</b> — { $count }: { $lessons }{ $more ->
    [0] {""}
   *[other] ; { $more } more
}
reminder-overdue-more = { $count ->
    [one] …and { $count } more teacher
   *[other] …and { $count } more teachers
}

# To the coordinator on Thursday: what next week's timetable lacks.
reminder-timetables = 🗓 <b>Timetable of the week from { $day }: { $count ->
    [one] { $count } gap
   *[other] { $count } gaps
}</b>
reminder-timetable-day = { $group }: no lessons on { $day }
reminder-timetable-hours = { $group } · { $subject }: { $placed } of { $hours } hours a week in the timetable
reminder-timetable-teacher = { $group } · { $subject }: no teacher from { $day }

# To a family at the hour it picked: tomorrow's homework. $minutes and $files are 0 where there are none.
reminder-tomorrow-title = 📝 <b>For tomorrow, { $day }</b>
reminder-tomorrow-child = <b>{ $child }</b>
reminder-tomorrow-task = { $subject }: { $text }{ $minutes ->
    [0] {""}
   *[other] {" "}(≈{ $minutes } min)
}{ $files ->
    [0] {""}
   *[other] {" "}📎
}
reminder-tomorrow-none = None set: { $subjects }
reminder-tomorrow-unwritten = Not written down yet: { $subjects }
reminder-tomorrow-hushed = { $children }: open the homework in the diary
reminder-tomorrow-much = There is much homework: open the diary
reminder-tomorrow-open-of = 📝 Homework: { $child }

# To a guardian who chose the week only.
reminder-week-title = 📒 <b>Week { $first } – { $last }</b>
reminder-week-child = <b>{ $child }</b>
reminder-week-subject = { $subject }: { $marks }
reminder-week-dated = { $day }: { $marks }
reminder-week-code = { $code } — { $count }
reminder-week-missed = 🙋 Missed or late, lessons: { $codes }
reminder-week-open-attendance-of = 🙋 Attendance: { $child }
