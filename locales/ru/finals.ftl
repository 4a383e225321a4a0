# Итоговые отметки: учителю, завучу, семьям.

menu-finals = 🏁 Итоговые
finals-title = 🏁 <b>Итоговые</b>
# Столбцы года; у четверти и полугодия своё название.
finals-column-year = Год
finals-column-attestation = Промежуточная аттестация
finals-column-exam = Экзамен
finals-column-certificate = Аттестат

# --- список курсов учителя

finals-own = <b>{ $course }</b> · { $column }: { $put } из { $students }
    { $stage }
finals-own-none = Курсов с итоговыми отметками у вас нет. В 1-м классе и на безотметочных предметах итоговые не ставятся (П 5.5).
finals-stage-ahead = ⏳ Откроются { $day }
finals-stage-open = ✍️ Нужны до { $day }, 23:59
finals-stage-confirmed = ✅ Подтверждены { $day }
finals-stage-late = 🔴 Просрочены: срок вышел { $day }
finals-stage-earlier = 📓 Шли в прежнем журнале: итоговые можно перенести
finals-stage-unlocked = 🔓 Открыто завучем до { $day }, { $clock }

# --- столбец курса

finals-head = 🏁 <b>{ $course }</b> · { $column }
finals-certificate-of = В аттестат идёт предмет «{ $subject }».
finals-ahead = Итоговые открываются за неделю до конца периода.
# «5 4 4 3 → 4,00 → 4»
finals-line = { $number }. { $name }: { $marks } → { $mean } → <b>{ $value }</b>
finals-line-words = { $number }. { $name }: { $marks }
finals-line-none = { $number }. { $name }: нет отметок
finals-there = · стоит <b>{ $value }</b>
finals-there-differs = · ✍️ стоит <b>{ $value }</b>
finals-there-comment = ({ $comment })
finals-few = · ⚠️ мало
finals-late = Срок по П 5.8 прошёл, отметки и итоговые закрыты. Попросите завуча открыть период: «🏁 Итоговые» → класс → предмет.
finals-late-deputy = Учитель не подтвердил итоговые в срок (П 5.8). Откройте период, чтобы он смог это сделать.
finals-accept-all = Принять все ({ $count })
finals-confirm = ✅ Подтвердить
finals-unlock = 🔓 Открыть на 24 часа
finals-saved = ✅ { $name }: { $value }
finals-removed = ✅ { $name }: итоговая убрана

# --- один ученик

finals-student = <b>{ $name }</b>
finals-arithmetic = { $sum } = { $total }; { $total } : { $count } = { $mean } → <b>{ $value }</b>
finals-no-marks = Отметок, по которым можно посчитать, нет. Выберите итоговую сами: н/а, освобождён, зачёт.
finals-few-of = ⚠️ Мало отметок: { $counted }, а нужно не меньше { $wanted }.
finals-few-terms = ⚠️ Не все отметки, из которых складывается эта, поставлены.
finals-stands = Стоит: <b>{ $value }</b> · { $author }
finals-stands-comment = Комментарий: { $comment }
finals-confirmed-value = Семья знает: { $value }
finals-remove = Убрать итоговую
finals-comment-ask = <b>{ $name }</b>: по отметкам { $proposed }, вы ставите <b>{ $value }</b>.
    Напишите почему, одним сообщением.

# --- подтверждение

finals-sure = Подтвердить итоговые <b>{ $course }</b>, { $column }?
finals-sure-values = { $values }
finals-sure-few = ⚠️ Мало отметок: { $names }
finals-sure-differs = ✍️ Отличаются от расчёта без комментария: { $names }
finals-sure-what = Семьи получат сообщение, а отметки этого периода закроются. Изменить их потом можно через завуча.
finals-sure-what-year = Семьи получат сообщение. Изменить потом можно через завуча.
finals-confirm-yes = ✅ Да, подтвердить

# --- завуч

# $late — 1, если срок вышел.
finals-gap = { $course } ({ $column }{ $late ->
    [1] , просрочено
   *[0] { "" }
})
finals-of-teacher = <b>{ $teacher }</b> — { $count }: { $gaps }
finals-of-teachers-more = { $count ->
    [one] …и ещё { $count } учитель
    [few] …и ещё { $count } учителя
   *[many] …и ещё { $count } учителей
}
finals-nothing-missing = Всё подтверждено или ещё не открыто.
finals-school-hint = Выберите класс, чтобы посмотреть итоговые или открыть период на 24 часа.
finals-class = 🏁 <b>Итоговые { $form }</b>
finals-class-course = <b>{ $course }</b> · { $column }
    { $stage }
finals-unlock-ask = Отметки и итоговые откроются для учителя на 24 часа, потом закроются сами.
    Напишите причину, одним сообщением.

# --- как считаем

finals-rules = ⚖️ Как считаем
finals-rules-title = ⚖️ <b>Как считаем</b>
finals-rules-of = ⚖️ <b>{ $subject }</b>
finals-rules-as-school = Как в школе:
finals-rules-simple = Средний балл простой: сумма отметок на их число.
finals-rules-weighed = Средний балл взвешенный: отметка входит столько раз, каков вес её вида работы.
finals-rules-thresholds = «5», «4» и «3» — от { $thresholds }
finals-rules-deadline = { $days ->
    [one] Срок итоговых — { $days } день после конца периода (П 5.8).
    [few] Срок итоговых — { $days } дня после конца периода (П 5.8).
   *[other] Срок итоговых — { $days } дней после конца периода (П 5.8).
}
finals-rules-own = По-своему: { $subjects }
finals-rules-subjects = 📚 По предметам
finals-rules-which = ⚖️ Для какого предмета? Отмечены те, что считаются по-своему.
finals-rule-chosen = ✓ { $what }
finals-rule-school = Как в школе
finals-rule-weights-0 = Простой средний балл
finals-rule-weights-1 = Взвешенный средний балл
finals-rule-harder-0 = От 4,50
finals-rule-harder-1 = От 4,65
finals-rule-pa-0 = ПА в годовую не входит
finals-rule-pa-1 = ПА входит в годовую
finals-rule-few-0 = О малом числе отметок молчать
finals-rule-few-1 = Предупреждать, если отметок мало
finals-rule-half-0 = Итоговые по периодам класса
finals-rule-half-1 = При 1 часе в неделю — по полугодиям

# --- аттестат

certificate-door = 🎓 Аттестат
certificate-grade = { $grade } класс
certificate-title = 🎓 <b>Аттестат, { $grade } класс</b>
certificate-line = <b>{ $subject }</b>: { $parts } — { $how }
certificate-others = Остальные предметы — каждый сам по себе: { $how }.
certificate-by-year_and_exam = годовая и экзамен
certificate-by-all_terms = полугодия и годовые за 10–11
certificate-new = ➕ Объединить предметы
certificate-which = 🎓 Какой предмет стоит в аттестате ({ $grade } класс)? Потом отметьте, из каких он складывается.
certificate-name = ✍️ Другое название
certificate-name-ask = Напишите, как предмет называется в аттестате: например, «Математика».
certificate-rule = 🎓 <b>{ $subject }</b>, { $grade } класс
certificate-made-of = Складывается из: { $parts }
certificate-own = Предметы не выбраны: правила пока нет.
certificate-hint = Отметьте предметы и способ. Выставленные отметки в аттестат не изменятся.
refusal-certificate-joined = Этот предмет уже входит в «{ $subject }». Сначала уберите его там.

# --- отказы

refusal-term-locked = Отметки и итоговые этого периода закрыты. Чтобы изменить, попросите завуча открыть период: «🏁 Итоговые».
refusal-finals-not-open = Итоговые откроются { $day }: за неделю до конца периода.
refusal-finals-comment = Итоговая отличается от расчёта ({ $proposed }): нужен комментарий. Откройте ученика и поставьте её ещё раз.
refusal-finals-changed = Пока экран был открыт, отметки изменились. Посмотрите, что получается теперь.
refusal-finals-missing = Подтвердить нельзя: нет итоговых — { $count } ({ $names }).

# --- сообщения, которые приходят сами

# «Полина · Итоговые, 2-я четверть: Алгебра — 4»
push-finals-line = Итоговые, { $period }: { $finals }
push-final = { $subject } — <b>{ $value }</b>
push-final-corrected = { $subject } — исправлено { $old } → <b>{ $value }</b>
push-finals-subjects = <b>{ $child }</b>: выставлены итоговые — { $subjects }
push-finals-unlocked = 🔓 Завуч открыл период: <b>{ $course }</b>, { $column }. Отметки и итоговые можно менять до { $day }, { $clock }.

# --- напоминания

reminder-finals = { $count ->
    [one] 🏁 <b>Не подтверждены итоговые: { $count } предмет</b>
    [few] 🏁 <b>Не подтверждены итоговые: { $count } предмета</b>
   *[other] 🏁 <b>Не подтверждены итоговые: { $count } предметов</b>
}
reminder-final = { $course } · { $column }
reminder-final-due = { $course } · { $column }: до { $day }, 23:59
reminder-final-late = { $course } · { $column }: срок вышел { $day }
reminder-finals-of-school = 🏁 <b>Не подтверждены итоговые: { $count }</b>
reminder-finals-teacher = <b>{ $teacher }</b> — { $courses }

# --- семье: в её отметках

family-final-term = итог <b>{ $value }</b>
family-final-year = год <b>{ $value }</b>
family-final-attestation = ПА <b>{ $value }</b>
family-final-exam = экзамен <b>{ $value }</b>
family-final-certificate = аттестат <b>{ $value }</b>
