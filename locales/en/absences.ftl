# Attendance of a lesson. $code: absent, ill, excused, late or present.

absences-title = 🙋 <b>Attendance</b>
absences-untaken = Not taken yet.
absences-everybody = Everybody is present: { $total }.
absences-others = Everybody else is present.
absences-said = { $code ->
    [absent] Absent (Н)
    [ill] Ill (Б)
    [excused] Excused (У)
   *[late] Late (ОП)
}: { $names }
absences-hint = Tap a name to enter: { $code ->
    [absent] Н, absent
    [ill] Б, ill
    [excused] У, excused
   *[late] ОП, late
}.
absences-one = <b>{ $name }</b>: now { $code ->
    [absent] Н, absent
    [ill] Б, ill
    [excused] У, excused
    [late] ОП, late
   *[present] present
}.
absences-code = { $chosen ->
    [1] · { $code } ·
   *[0] { $code }
}
absences-line = { $number } { $name } { $cell }
absences-line-note = { $number } { $name } 🤒 { $cell }
absences-notes = 🤒 <b>Parents' notes</b>
absences-note = { $name }: { $reason ->
    [ill] ill until { $last }
   *[family] family reasons until { $last }
}
absences-late-said = ⏰ The family says late: { $names }
absences-hint-notes = A name with 🤒 gets Б or У, as its note says.
absences-all-present = ✅ Everybody is present
absences-as-before = As in the previous lesson: absent { $names }
absences-as-before-all = As in the previous lesson: everybody is present
absences-choice-present = ✅ Present
absences-choice-came = ✅ Has come
absences-choice-absent = Н, absent
absences-choice-ill = Б, ill
absences-choice-excused = У, excused
absences-choice-late = ОП, late
absences-not-all = Not everybody: { $who } entered { $value }.
absences-before-changed = The list of the previous lesson changed. See the new one and tap again.
absences-before = Absent in the previous lesson: { $names }
absences-part = { $first }–{ $last }

# --- a class's week (П 5.3.2)

absences-week = 🙋 Absences of the week
# $count: how many students have an Н.
absences-week-head = 🙋 <b>Absences of the week, { $form }</b>
    { $days }. { $count ->
        [0] No Н without a reason.
        [one] Н without a reason: { $count } student:
       *[other] Н without a reason: { $count } students:
    }
# $count: how many lessons.
absences-week-line = { $name } — { $count } ({ $days })
absences-week-pupil = { $name } · { $count }
absences-week-finish = ✅ Done
absences-week-done = ✅ Done: { $who }, { $at }
absences-week-student = 🙋 <b>{ $name }</b>, { $form }
    { $days }
absences-week-lesson = { $day }, lesson { $period }, { $subject }: { $code }
absences-week-nothing-left = No Н without a reason in this week.
absences-week-whole = { $code } for the week
absences-week-day = { $code } · { $day }
absences-week-undo = ↩️ Н again
absences-week-school = 🙋 <b>Absences of the week</b> · { $days }
# $count: how many Н have no reason, $done: 1 once the week was gone through, $at: when.
absences-week-class = <b>{ $form }</b> — { $done ->
    [0] { $count ->
        [0] no Н without a reason
       *[other] 🔴 not done, Н without a reason: { $count }
    }
   *[other] ✅ { $at }{ $count ->
        [0] {""}
       *[other] , Н without a reason: { $count }
    }
}; { $homeroom }
absences-week-reminder = 🙋 <b>Н without a reason in the week, { $form }: { $count ->
    [one] { $count } student
   *[other] { $count } students
}</b>
absences-week-open = 🙋 Absences of the week, { $form }
