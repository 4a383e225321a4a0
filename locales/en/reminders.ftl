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
