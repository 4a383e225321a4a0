# Finals: for a teacher, for a deputy head, for families.

menu-finals = 🏁 Finals
finals-title = 🏁 <b>Finals</b>
# The year's columns; a quarter and a half-year have names of their own.
finals-column-year = Year
finals-column-attestation = Attestation
finals-column-exam = Exam
finals-column-certificate = Certificate

# --- a teacher's courses

finals-own = <b>{ $course }</b> · { $column }: { $put } of { $students }
    { $stage }
finals-own-none = You have no courses with finals. There are none in grade 1 and in subjects without marks (П 5.5).
finals-stage-ahead = ⏳ Open on { $day }
finals-stage-open = ✍️ Due by { $day }, 23:59
finals-stage-confirmed = ✅ Confirmed on { $day }
finals-stage-late = 🔴 Overdue: they were due on { $day }
finals-stage-earlier = 📓 Kept in the journal before this one: finals can be copied
finals-stage-unlocked = 🔓 Unlocked by the deputy head until { $day }, { $clock }

# --- a column of a course

finals-head = 🏁 <b>{ $course }</b> · { $column }
finals-certificate-of = The certificate's subject is “{ $subject }”.
finals-ahead = Finals open a week before the term's end.
# “5 4 4 3 → 4.00 → 4”
finals-line = { $number }. { $name }: { $marks } → { $mean } → <b>{ $value }</b>
finals-line-words = { $number }. { $name }: { $marks }
finals-line-none = { $number }. { $name }: no marks
finals-there = · put <b>{ $value }</b>
finals-there-differs = · ✍️ put <b>{ $value }</b>
finals-there-comment = ({ $comment })
finals-few = · ⚠️ few
finals-late = The deadline (П 5.8) is over; marks and finals are locked. Ask the deputy head to unlock the term: “🏁 Finals” → class → subject.
finals-late-deputy = The teacher did not confirm the finals in time (П 5.8). Unlock the term to let that be done.
finals-accept-all = Accept all ({ $count })
finals-confirm = ✅ Confirm
finals-unlock = 🔓 Unlock for 24 hours
finals-saved = ✅ { $name }: { $value }
finals-removed = ✅ { $name }: the final is removed

# --- one student

finals-student = <b>{ $name }</b>
finals-arithmetic = { $sum } = { $total }; { $total } : { $count } = { $mean } → <b>{ $value }</b>
finals-no-marks = There are no marks to reckon with. Choose the final yourself: not assessed, exempt, pass.
finals-few-of = ⚠️ Few marks: { $counted }, at least { $wanted } are needed.
finals-few-terms = ⚠️ Not all marks that this one is made of are there.
finals-stands = Put: <b>{ $value }</b> · { $author }
finals-stands-comment = Comment: { $comment }
finals-confirmed-value = The family knows: { $value }
finals-remove = Remove the final
finals-comment-ask = <b>{ $name }</b>: the marks come to { $proposed }, you put <b>{ $value }</b>.
    Write why, in one message.

# --- confirming

finals-sure = Confirm the finals of <b>{ $course }</b>, { $column }?
finals-sure-values = { $values }
finals-sure-few = ⚠️ Few marks: { $names }
finals-sure-differs = ✍️ Different from the arithmetic without a comment: { $names }
finals-sure-what = Families will be told, and the marks of this term will be locked. Later changes go through the deputy head.
finals-sure-what-year = Families will be told. Later changes go through the deputy head.
finals-confirm-yes = ✅ Yes, confirm

# --- deputy head

# $late — 1 past the deadline.
finals-gap = { $course } ({ $column }{ $late ->
    [1] , overdue
   *[0] { "" }
})
finals-of-teacher = <b>{ $teacher }</b> — { $count }: { $gaps }
finals-of-teachers-more = { $count ->
    [one] …and { $count } more teacher
   *[other] …and { $count } more teachers
}
finals-nothing-missing = Everything is confirmed or not open yet.
finals-school-hint = Choose a class to look at its finals or to unlock a term for 24 hours.
finals-class = 🏁 <b>Finals of { $form }</b>
finals-class-course = <b>{ $course }</b> · { $column }
    { $stage }
finals-unlock-ask = Marks and finals will be open to the teacher for 24 hours, then lock by themselves.
    Write the reason, in one message.

# --- how marks are reckoned

finals-rules = ⚖️ How we reckon
finals-rules-title = ⚖️ <b>How we reckon</b>
finals-rules-of = ⚖️ <b>{ $subject }</b>
finals-rules-as-school = As the school does:
finals-rules-simple = A simple average: the sum of the marks by their number.
finals-rules-weighed = A weighted average: a mark counts as often as the weight of its kind of work.
finals-rules-thresholds = “5”, “4” and “3” from { $thresholds }
finals-rules-deadline = { $days ->
    [one] Finals are due { $days } day after the term's end (П 5.8).
   *[other] Finals are due { $days } days after the term's end (П 5.8).
}
finals-rules-own = Their own way: { $subjects }
finals-rules-subjects = 📚 By subject
finals-rules-which = ⚖️ Of which subject? Those with a way of their own are marked.
finals-rule-chosen = ✓ { $what }
finals-rule-school = As the school does
finals-rule-weights-0 = Simple average
finals-rule-weights-1 = Weighted average
finals-rule-harder-0 = From 4.50
finals-rule-harder-1 = From 4.65
finals-rule-pa-0 = Attestation stays out of the year
finals-rule-pa-1 = Attestation enters the year
finals-rule-few-0 = Say nothing of few marks
finals-rule-few-1 = Warn of few marks
finals-rule-half-0 = Finals by the terms of the class
finals-rule-half-1 = At 1 hour a week: by half-years

# --- the certificate

certificate-door = 🎓 Certificate
certificate-grade = Grade { $grade }
certificate-title = 🎓 <b>Certificate of grade { $grade }</b>
certificate-line = <b>{ $subject }</b>: { $parts } — { $how }
certificate-others = Other subjects, each by itself: { $how }.
certificate-by-year_and_exam = the year and the exam
certificate-by-all_terms = half-years and years of 10–11
certificate-new = ➕ Join subjects
certificate-which = 🎓 Which subject stands in the certificate (grade { $grade })? Then tick those that it is made of.
certificate-name = ✍️ Another name
certificate-name-ask = Write what the certificate calls the subject, as “Mathematics”.
certificate-rule = 🎓 <b>{ $subject }</b>, grade { $grade }
certificate-made-of = Made of: { $parts }
certificate-own = No subjects are chosen: there is no rule yet.
certificate-hint = Tick the subjects and the way. Certificate marks that were put do not change.
refusal-certificate-joined = This subject is already a part of “{ $subject }”. Take it out there first.

# --- refusals

refusal-term-locked = Marks and finals of this term are locked. To change them, ask the deputy head to unlock the term: “🏁 Finals”.
refusal-finals-not-open = Finals open on { $day }, a week before the term's end.
refusal-finals-comment = The final differs from the arithmetic ({ $proposed }): it needs a comment. Open the student and put it again.
refusal-finals-changed = The marks changed while the screen was open. Look at what they come to now.
refusal-finals-missing = Not confirmed: { $count } without a final ({ $names }).

# --- what comes by itself

# “Polina · Finals, quarter 2: Algebra — 4”
push-finals-line = Finals, { $period }: { $finals }
push-final = { $subject } — <b>{ $value }</b>
push-final-corrected = { $subject } — corrected { $old } → <b>{ $value }</b>
push-finals-subjects = <b>{ $child }</b>: finals are put — { $subjects }
push-finals-unlocked = 🔓 The deputy head unlocked a term: <b>{ $course }</b>, { $column }. Marks and finals can be changed until { $day }, { $clock }.

# --- reminders

reminder-finals = { $count ->
    [one] 🏁 <b>Finals are not confirmed: { $count } course</b>
   *[other] 🏁 <b>Finals are not confirmed: { $count } courses</b>
}
reminder-final = { $course } · { $column }
reminder-final-due = { $course } · { $column }: by { $day }, 23:59
reminder-final-late = { $course } · { $column }: were due on { $day }
reminder-finals-of-school = 🏁 <b>Finals are not confirmed: { $count }</b>
reminder-finals-teacher = <b>{ $teacher }</b> — { $courses }

# --- a family's marks

family-final-term = final <b>{ $value }</b>
family-final-year = year <b>{ $value }</b>
family-final-attestation = attestation <b>{ $value }</b>
family-final-exam = exam <b>{ $value }</b>
family-final-certificate = certificate <b>{ $value }</b>
