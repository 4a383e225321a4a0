# Control of how the journal is kept (П 5.6): to the deputy head and to whom it concerns.

# --- a week

control-head = 📈 <b>Control</b> · { $days }
control-no-lessons = There were no lessons in this week yet.
# $count: lessons that took place.
control-filled = { $count ->
    [one] { $count } lesson took place, { $filled } filled ({ $percent } %).
   *[other] { $count } lessons took place, { $filled } filled ({ $percent } %).
}
control-nothing = ✅ Nothing was found.
# $count: findings; $people: teachers who have them.
control-total = <b>{ $count ->
    [one] { $count } finding
   *[other] { $count } findings
}</b>, { $people ->
    [one] { $people } teacher
   *[other] { $people } teachers
}:
control-by-rule = • { $rule }: { $count }
control-person = { $name } · { $count }
control-people-more = { $count } more

# --- one person

control-of-person = 📈 <b>{ $name }</b> · { $days }
control-mine = 📈 <b>Findings of the control</b> · { $days }
control-mine-nothing = ✅ Nothing was found in your journal of this week.
control-mine-hint = Put it right, and the finding goes by itself.
control-mine-lasting = ⚪️ needs nothing: it has happened.
control-lesson = { $group } · { $subject }, { $day }, lesson { $period }
control-course = { $group } · { $subject }
control-line = 🔴 { $place }: { $what }
control-line-lasting = ⚪️ { $place }: { $what }

# --- rules: their names in the summary

control-name-unfilled = lesson not filled
control-name-topic = no topic
control-name-attendance = attendance not taken
control-name-homework = no homework
control-name-open = lesson not closed
control-name-unwritten = no marks for a test
control-name-marked_absent = a mark of somebody absent
control-name-behind = few marks
control-name-few_marks = few marks in a lesson
control-name-no_marks = no marks in a lesson
control-name-unexplained = absence without a reason for over a week
control-name-overload = homework over the day's limit
control-name-late = filled after the lesson's day
control-name-changed = mark changed after a day

# --- rules: what is said of a place; $count: how many students or marks it is about

control-what-unfilled = not filled
control-what-topic = no topic
control-what-attendance = attendance not taken
control-what-homework = no homework and no “none set”
control-what-open = all is there, the lesson is not closed
control-what-unwritten = { $count ->
    [one] no mark for the work: { $count } student
   *[other] no mark for the work: { $count } students
}
control-what-marked_absent = { $count ->
    [one] absent and a mark of the same day: { $count } student
   *[other] absent and a mark of the same day: { $count } students
}
control-what-behind = { $count ->
    [one] few marks in this term: { $count } student
   *[other] few marks in this term: { $count } students
}
control-what-few_marks = { $count ->
    [one] { $count } mark in the lesson
   *[other] { $count } marks in the lesson
}
control-what-no_marks = no marks in the lesson
control-what-unexplained = { $count ->
    [one] absent without a reason for over a week: { $count } student
   *[other] absent without a reason for over a week: { $count } students
}
control-what-overload = homework over the day's limit
control-what-late = filled after the lesson's day
control-what-changed = { $count ->
    [one] { $count } mark changed after a day
   *[other] { $count } marks changed after a day
}

# --- the deputy head's reminder on Monday

reminder-control = 📈 <b>Control of the week { $first } – { $last }</b>
reminder-control-filled = Lessons filled: { $filled } of { $held }.
reminder-control-teacher = <b>{ $name }</b>, { $count }: { $rules }
reminder-control-rule = { $rule } { $count }

# --- the act of a control

control-acted = ✅ The act of this week: No. { $numbers }.
control-leave-act = 📝 Leave an act
control-acts = 🗂 Acts
control-act-name = 📝 Act No. { $number }, until { $due }
control-preview = 📝 <b>Act of the control</b> · { $days }
# $numbers: of the acts that the same week has.
control-others = ⚠️ This week has an act already: No. { $numbers }. This one will be one more.
control-due-on = To be put right by { $day }.
control-remarks = Remarks of the deputy head: { $text }
control-no-remarks = Write your remarks as a message (up to { $limit } characters), or sign without any.
control-due = by { $day }
control-due-chosen = ✓ by { $day }
control-sign = ✅ Sign the act
control-acts-head = 🗂 <b>Acts of the control</b>
control-acts-none = There are no acts yet. Control is due at least once a week (П 5.6).
# $count: findings.
control-acts-line = No. { $number } of { $day } · { $days } · { $count ->
    [0] nothing was found
    [one] { $count } finding
   *[other] { $count } findings
}
control-act-head = 📝 <b>Act No. { $number }</b> · { $days }
control-act-signed = Signed by { $who }, { $day }.
# $state: whether something is left; $lasting: how many nothing puts right; $read: 1 once it was read.
control-act-person = { $state ->
    [left] 🔴
   *[fixed] ✅
} { $name }: { $fixed } of { $all } put right{ $lasting ->
    [0] {""}
   *[other] , has happened: { $lasting }
} · { $read ->
    [1] read
   *[0] not read yet
}
control-line-fixed = ✅ { $place }: { $what }
control-remind = 🔔 Remind
control-reminded = { $count ->
    [0] Nobody to remind: all is put right.
    [one] { $count } teacher will be reminded.
   *[other] { $count } teachers will be reminded.
}
control-again = 🔄 Check again
control-read = ✅ I have read it
control-read-done = You have read this act.
control-open-act = 📝 Open the act
push-control = 📝 <b>Act No. { $number } of the control</b> · { $first } – { $last }
push-control-lasting = Nothing is left to put right; please read the act.

# --- reminders: to the deputy head that there is no act; to a teacher on the day it is due

# $days: days without an act.
reminder-control-no-act = 📈 <b>No act of the control for { $days ->
    [one] { $days } day
   *[other] { $days } days
}</b>
    The journal is to be controlled at least once a week (П 5.6).
reminder-control-due = ⏰ <b>Act No. { $number } is due today</b>

refusal-act-gone = This act was signed already, or its text was changed. Open “📈 Control”: it shows what there is.
refusal-act-nothing = There were no lessons in this week: an act would be about nothing.
