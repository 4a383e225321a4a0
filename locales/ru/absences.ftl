# Посещаемость урока. $code — absent, ill, excused, late или present.

absences-title = 🙋 <b>Посещаемость</b>
absences-untaken = Ещё не отмечена.
absences-everybody = Все на месте: { $total }.
absences-others = Остальные на месте.
absences-said = { $code ->
    [absent] Нет (Н)
    [ill] Болеют (Б)
    [excused] Уважительная причина (У)
   *[late] Опоздали (ОП)
}: { $names }
absences-hint = Нажмите на фамилию, чтобы отметить: { $code ->
    [absent] Н — нет
    [ill] Б — болеет
    [excused] У — уважительная причина
   *[late] ОП — опоздание
}.
absences-one = <b>{ $name }</b>: сейчас { $code ->
    [absent] Н — нет
    [ill] Б — болеет
    [excused] У — уважительная причина
    [late] ОП — опоздание
   *[present] на месте
}.
absences-code = { $chosen ->
    [1] · { $code } ·
   *[0] { $code }
}
absences-line = { $number } { $name } { $cell }
absences-line-note = { $number } { $name } 🤒 { $cell }
absences-notes = 🤒 <b>Записки родителей</b>
absences-note = { $name } — { $reason ->
    [ill] болеет до { $last }
   *[family] по семейным обстоятельствам до { $last }
}
absences-hint-notes = У кого 🤒, тому нажатие поставит Б или У, как в записке.
absences-all-present = ✅ Все на месте
absences-as-before = Как на прошлом уроке: нет { $names }
absences-as-before-all = Как на прошлом уроке: все на месте
absences-choice-present = ✅ На месте
absences-choice-absent = Н — нет
absences-choice-ill = Б — болеет
absences-choice-excused = У — уважительная
absences-choice-late = ОП — опоздание
absences-not-all = Не все: { $who } отметил(а) { $value }.
absences-before-changed = Список прошлого урока изменился. Посмотрите новый и нажмите ещё раз.
absences-before = На прошлом уроке не было: { $names }
absences-part = { $first }–{ $last }
