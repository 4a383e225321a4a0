# The whole day: all own lessons of one class together.

# $form: the class, $day: the day in words, $count: how many lessons.
day-title = ☀️ <b>{ $form } · { $day }</b>
day-door = ☀️ { $form }: the whole day
day-door-due = ☀️ { $form }: the whole day, { $count } not filled
day-attendance = 🙋 Attendance of the whole day
day-attendance-hint = Tap the name of who is not here the whole day. Who left later is entered in that lesson.
day-missing = 🙋 Not here: { $names }
day-student = <b>{ $name }</b>, the whole day: { $codes }
day-close = ✅ Close { $count ->
    [one] { $count } lesson
   *[other] { $count } lessons
}
day-hint = Closing adds what is not said: topic and homework from the plan, the others present, else nothing set.
# $stage: the sign of the lesson, $closed: 1 if it is closed.
day-part = { $stage } <b>{ $period }. { $subject }</b>
day-lesson = { $closed ->
    [1] ✅
   *[0] ✏️
} { $period }. { $subject }
day-homework = 📝 { $text }
day-homework-planned = 📝 Homework from the plan: { $text } (not set yet)
day-take-topic = 📖 Topic
day-set-nothing = 📝 Nothing set
refusal-day-changed = Something was changed in the lessons while the screen was open. Look at it now and tap again.
