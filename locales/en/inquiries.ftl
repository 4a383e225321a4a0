# The question to the guardians why a child is not in a lesson. $child: what the child is called, $own: 1 if this adult answered.

inquiry-ask = ❓ <b>{ $child }</b> · { $subject }: not in the lesson (Н). What happened?
inquiry-answer-ill = Ill
inquiry-answer-family = Family reasons
inquiry-answer-late = Late
inquiry-answer-at-school = ❗ Should be at school
inquiry-till = <b>{ $child }</b>: { $reason ->
    [ill] ill
   *[family] away for family reasons
}. Until which day?
inquiry-till-today = Today only
# $reason: ill or family, $last: the last day.
inquiry-explained = ✅ <b>{ $child }</b> · { $subject }: { $reason ->
    [ill] ill until { $last }
   *[family] away for family reasons until { $last }
}. { $own ->
    [1] The homeroom teacher has the note: I will tell you the answer.
   *[0] Another adult answered.
}
inquiry-said-late = ⏰ <b>{ $child }</b> · { $subject }: late. { $own ->
    [1] The teacher will see it in the list of the lesson.
   *[0] Another adult answered.
}
inquiry-said-at-school = ❗ <b>{ $child }</b> · { $subject }: not in the lesson, but should be at school. { $own ->
    [1] The homeroom teacher and the deputy head are warned. I will write as soon as they answer.
   *[0] Another adult raised the alarm: the homeroom teacher and the deputy head are warned.
}
inquiry-over = ✅ <b>{ $child }</b> · { $subject }: { $noted ->
    [1] there is a note, nothing is asked any more.
   *[0] the journal was corrected, nothing is asked any more.
}
# $here: 1 if the child is at school; $who: who looked.
inquiry-looked = { $here ->
    [1] ✅ <b>{ $child }</b>: at school, all is well ({ $who })
   *[0] ⚠️ <b>{ $child }</b>: not at school ({ $who }). Get in touch with the child and the homeroom teacher.
}
inquiry-hushed = ❓ <b>{ $child }</b>: the school has an urgent question, open it
inquiry-open = Open
refusal-inquiry-answered = It was answered already, see the screen.
refusal-inquiry-settled = The child is at school, it was checked already ({ $who }).

# --- the alarm: to the homeroom teacher and the deputy head

alarm-head = ❗ <b>{ $name }</b>, { $form }: not in the lesson ({ $period }, { $subject }), but the family says at school.
alarm-from = Written by { $name } ({ $kinship }).
alarm-found-here = ✅ At school, all is well
alarm-found-away = ⚠️ Not at school
alarm-looked = { $here ->
    [1] ✅ At school ({ $who }). The family was told.
   *[0] ⚠️ Not at school ({ $who }). The family was told.
}
alarm-hushed = ❗ { $form }: an alarm about an absence, open it
