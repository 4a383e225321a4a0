# a day's diary, the programme, earlier years, done

menu-diary = 📒 Diary
menu-progress = 📈 Programme
family-diary-title = { $own ->
    [1] 📒 <b>Your diary</b> · { $whose }
   *[0] 📒 <b>Diary</b> · { $whose }
}
family-diary-lesson = { $period }. <b>{ $subject }</b>
# $told: marks and absence.
family-diary-lesson-told = { $period }. <b>{ $subject }</b> — { $told }
family-diary-mark = <b>{ $value }</b> ({ $work })
family-diary-topic = Topic: { $topic }
family-diary-due = Was due: { $text }
family-diary-set = Homework { $due }: { $text }
family-diary-nothing = No homework
family-diary-done = { $line } ✔️
family-done = ✔️ done
family-task-do = ✔️ Done: { $subject }
family-task-undo = ↩️ Not done yet: { $subject }
family-progress-title = { $own ->
    [1] 📈 <b>Your programme</b> · { $whose }
   *[0] 📈 <b>Programme</b> · { $whose }
}
# $hours: hours of the programme, $passed: how many are behind.
family-progress = { $hours ->
    [one] <b>{ $subject }</b>: { $passed } of { $hours } hour passed
   *[other] <b>{ $subject }</b>: { $passed } of { $hours } hours passed
}
family-progress-next = Next: { $topic }
family-progress-done = The programme is completed.
family-progress-none = The teachers have not loaded their plans yet. Then you will see here how much is behind and what comes next.
family-years = 🗄 Earlier years
family-years-title = { $own ->
    [1] 🗄 <b>Your marks by year</b> · { $whose }
   *[0] 🗄 <b>Marks by year</b> · { $whose }
}
family-year = { $year }: grade { $grade }
family-year-term = { $year } · { $term }
