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
absences-late-said = ⏰ Родители пишут, что опаздывает: { $names }
absences-hint-notes = У кого 🤒, тому нажатие поставит Б или У, как в записке.
absences-all-present = ✅ Все на месте
absences-as-before = Как на прошлом уроке: нет { $names }
absences-as-before-all = Как на прошлом уроке: все на месте
absences-choice-present = ✅ На месте
absences-choice-came = ✅ Пришёл
absences-choice-absent = Н — нет
absences-choice-ill = Б — болеет
absences-choice-excused = У — уважительная
absences-choice-late = ОП — опоздание
absences-not-all = Не все: { $who } отметил(а) { $value }.
absences-before-changed = Список прошлого урока изменился. Посмотрите новый и нажмите ещё раз.
absences-before = На прошлом уроке не было: { $names }
absences-part = { $first }–{ $last }

# --- неделя класса (П 5.3.2)

absences-week = 🙋 Пропуски недели
# $count — у скольких учеников есть Н.
absences-week-head = 🙋 <b>Пропуски недели, { $form }</b>
    { $days }. { $count ->
        [0] Н без причины нет.
        [one] Н без причины у { $count } ученика:
       *[other] Н без причины у { $count } учеников:
    }
# $count — сколько уроков.
absences-week-line = { $name } — { $count } ({ $days })
absences-week-pupil = { $name } · { $count }
absences-week-finish = ✅ Готово
absences-week-done = ✅ Готово: { $who }, { $at }
absences-week-student = 🙋 <b>{ $name }</b>, { $form }
    { $days }
absences-week-lesson = { $day }, { $period }-й урок, { $subject }: { $code }
absences-week-nothing-left = Н без причины за эту неделю нет.
absences-week-whole = { $code } за неделю
absences-week-day = { $code } · { $day }
absences-week-undo = ↩️ Вернуть Н
absences-week-school = 🙋 <b>Пропуски недели</b> · { $days }
# $count — сколько Н без причины, $done — 1, если неделя разобрана, $at — когда.
absences-week-class = <b>{ $form }</b> — { $done ->
    [0] { $count ->
        [0] Н без причины нет
       *[other] 🔴 не готово, Н без причины: { $count }
    }
   *[other] ✅ { $at }{ $count ->
        [0] {""}
       *[other] , Н без причины: { $count }
    }
}; { $homeroom }
absences-week-reminder = 🙋 <b>Н без причины за неделю, { $form }: { $count ->
    [one] { $count } ученик
    [few] { $count } ученика
   *[other] { $count } учеников
}</b>
absences-week-open = 🙋 Пропуски недели, { $form }
