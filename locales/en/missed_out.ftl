# What was without me: the last absence of a child, lesson by lesson.

menu-missed-out = 📌 What I missed
menu-missed-out-child = 📌 What the missed lessons were
# $own: 1 for the student.
missed-out-title = { $own ->
    [1] 📌 <b>What I missed</b> · { $whose }
   *[0] 📌 <b>What the missed lessons were</b> · { $whose }
}
missed-out-nothing = Nothing was missed within a month.
missed-out-day = <b>{ $day }</b>
missed-out-lesson = { $period }. <b>{ $subject }</b>
missed-out-lesson-topic = { $period }. <b>{ $subject }</b> — { $topic }
missed-out-test = ✍️ Written: { $work }
# $day: for which day, $minutes: 0 if unknown, $files: how many files.
missed-out-task = 📝 For { $day }: { $text }{ $minutes ->
    [0] {""}
   *[other] { " " }({ $minutes } min)
}{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files }
}
missed-out-ahead-title = <b>Ahead</b>
missed-out-ahead = ✍️ { $day } · { $subject }: { $work }
