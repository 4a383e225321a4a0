# Remarks. $kind: praise or concern. $audience: family (parents and the student) or adults (parents alone).

menu-remarks = 📣 Remarks and praise
lesson-remark = Remark
people-remark = Remark / praise

remark-kind-praise = 👏 Praise
remark-kind-concern = ⚠️ Remark
remark-audience-family = parents and student
remark-audience-adults = parents only
# $chosen: 1 where it is chosen now.
remark-choice = { $chosen ->
    [1] ✓ { $choice }
   *[0] { $choice }
}
# $count: how many there are about the student on this lesson.
remark-pupil = { $count ->
    [0] { $number }. { $name }
   *[other] { $number }. { $name } · { $count }
}
remark-whom = Whom is the remark or praise about?
remark-about = 📣 <b>{ $name }</b>, { $form }
remark-about-lesson = 📣 <b>{ $name }</b>, { $form } · { $subject }, { $day }
remark-earlier = Written already:
remark-earlier-line = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} { $day } · { $where } · { $author }: { $text }
remark-ask = { $kind ->
    [praise] Write the praise in one message.
   *[concern] Write the remark in one message.
} { $audience ->
    [family] The parents and the student will read it.
   *[adults] Only the parents will read it.
} For ten minutes it can be corrected or taken back. No other student's surname may stand in it.
remark-names-another = Not written: the text has the surname of a student of this class: { $words }. Parents see their own child only (clause 5.7). Take the surname out and send the text again.
remark-no-name = No student, write it so
remark-own = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} { $text }
remark-written = ✅ Written.
remark-card = { $kind ->
    [praise] 👏 Praise
   *[concern] ⚠️ Remark
} · <b>{ $name }</b>
remark-card-lesson = { $kind ->
    [praise] 👏 Praise
   *[concern] ⚠️ Remark
} · <b>{ $name }</b> · { $subject }, { $day }
remark-text = { $text }
remark-held = { $audience ->
    [family] The parents and the student will see it at { $clock }.
   *[adults] The parents will see it at { $clock }, the student will not.
} Until then it can be corrected, or taken back without a trace.
remark-told = { $audience ->
    [family] The parents and the student see it.
   *[adults] The parents see it, the student does not.
} It cannot be corrected any more, but it can be taken back: whoever read it will be told.
remark-withdrawn = ↩️ Taken back: the family does not see it any more.
remark-rewrite = ✏️ Correct the text
remark-rewrite-ask = Write the new text in one message: it replaces this one.
remark-withdraw = ↩️ Take back
refusal-remark-told = Ten minutes have passed, the family may have read it. It cannot be corrected, but you can take it back and write another.

# --- family

remark-title = { $own ->
    [1] 📣 <b>To you: remarks and praise</b> · { $whose }
   *[0] 📣 <b>Remarks and praise</b> · { $whose }
}
remark-none = Nothing yet.
remark-homeroom = homeroom teacher
remark-head = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} <b>{ $day }</b> · { $where } · { $author }

push-remark = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} <b>{ $child }</b> · { $where }, { $author }: { $text }
push-remark-hushed = 📣 <b>{ $child }</b>: a new remark — { $where }
push-remark-withdrawn = ↩️ <b>{ $child }</b> · { $where }, { $author }: the remark was taken back
push-open-remarks = 📣 Remarks and praise
