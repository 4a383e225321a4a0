# Уроки учителя: дни, карточка, тема, закрытие, урок одним сообщением.

# $stage — где урок сейчас: closed, due, now, open, ahead, cancelled.
lesson-stage = { $stage ->
    [closed] ✅
    [due] 🔴
    [now] 🔔
    [open] 🟡
    [cancelled] ✖️
   *[ahead] ⚪
}
lesson-button = { $stage ->
    [closed] ✅
    [due] 🔴
    [now] 🔔
    [open] 🟡
    [cancelled] ✖️
   *[ahead] ⚪
} { $period }. { $group } · { $subject }
lesson-button-dated = { $stage ->
    [closed] ✅
    [cancelled] ✖️
   *[due] 🔴
} { $day } · { $period }. { $group } · { $subject }

# --- дни

lesson-day-title = 📋 <b>{ $day }</b>
lesson-day-count = { $closed ->
    [0] { $total ->
        [one] { $total } урок
        [few] { $total } урока
       *[many] { $total } уроков
    }
   *[other] { $total ->
        [one] { $total } урок
        [few] { $total } урока
       *[many] { $total } уроков
    }, закрыто { $closed }
}
lesson-day-empty = Ваших уроков в этот день нет.
lesson-day-empty-ahead = Ваших уроков в этот день нет. Уроки составляются на две недели вперёд.
lesson-day-line = { $stage } { $begins }–{ $ends } · <b>{ $group }</b> · { $subject }
lesson-day-topic = <i>{ $topic }</i>
lesson-day-before = ‹ { $day }
lesson-day-after = { $day } ›
lesson-today = 📋 Сегодня
lesson-week = 🗓 Неделя

lesson-week-title = 🗓 <b>{ $first } – { $last }</b>
lesson-week-empty = Ваших уроков на этой неделе нет. Уроки появляются за две недели.
lesson-week-heading = <b>{ $day }</b>
lesson-week-line = { $stage } { $period }. { $group } · { $subject }
lesson-week-test = { $line } · 🗓 <b>{ $work }</b>
lesson-week-day = { $stage ->
    [due] 🔴 { $day }
    [now] 🔔 { $day }
    [closed] ✅ { $day }
   *[none] { $day }
}
lesson-week-before = ‹ Раньше
lesson-week-after = Дальше ›

lesson-unfilled-title = 🔴 <b>Не заполнены: { $total }</b>
lesson-unfilled-none = ✅ Всё заполнено: прошедших уроков без закрытия нет.
lesson-unfilled-more = Показаны последние { $shown } из { $total }.

# --- карточка

lesson-title = <b>{ $group } · { $subject }</b>
lesson-when = { $period }-й урок · { $day } · { $begins }–{ $ends }
lesson-when-room = { $period }-й урок · { $day } · { $begins }–{ $ends } · каб. { $room }
# Замена в карточке урока. $lost — предмет, вместо которого он идёт.
lesson-substitution = 🔁 { $kind ->
    [own_subject] Вместо урока «{ $lost }»: { $substitute } за { $absent }
    [joined] Группы вместе: { $substitute } за { $absent }
    [supervision] Присмотр: { $substitute } за { $absent }
   *[same_subject] Замена: { $substitute } за { $absent }
}{ $state ->
    [offered] {" "}· ещё без ответа
   *[accepted] {""}
}
lesson-substitution-order = Приказ № { $order }
lesson-has-topic = 📖 { $topic }
lesson-proposes-topic = 📖 Тема по КТП: { $topic } — ещё не взята
lesson-no-topic = 📖 Тема не указана
lesson-attendance-untaken = 🙋 Посещаемость не отмечена
lesson-attendance-all = 🙋 Все на месте: { $total }
lesson-attendance-some = 🙋 { $names }
lesson-marks-none = 📊 Отметок пока нет
lesson-marks-some = 📊 { $marked ->
    [one] Отметка у { $marked } ученика
   *[other] Отметки у { $marked } учеников
} из { $total }
lesson-marks-names = { $names }
lesson-marks-unmarked = 📊 Без отметок (П 5.5)
lesson-homework-unsaid = 📝 Домашнее задание не указано
lesson-homework-nothing = 📝 Домашнее задание: не задано
lesson-homework-set = 📝 { $due }: { $text }
lesson-homework-minutes = { $minutes } мин
lesson-homework-files = 📎 { $files }
lesson-homework-due = На { $day }
lesson-homework-due-open = К следующему уроку
lesson-homework-without-text = без текста
lesson-state-closed = ✅ Закрыт в { $time }
lesson-state-closed-late = ✅ Закрыт позже: { $day } в { $time }
lesson-state-cancelled = ✖️ Урок отменён, заполнять его не нужно.
lesson-state-ahead = Урок ещё впереди: заполнить его можно будет в день урока.
lesson-state-missing = Для закрытия не хватает: { $missing }.
lesson-state-complete = Всё заполнено, можно закрывать.
lesson-gap-topic = темы
lesson-gap-attendance = посещаемости
lesson-gap-homework = домашнего задания
lesson-hint = Можно одним сообщением: <i>Иванов 5 4, Петров н; тема Дроби; дз §21 30 мин</i>
lesson-hint-unmarked = Можно одним сообщением: <i>Петров н; тема Сложение; дз с. 14 10 мин</i>
lesson-topic = Тема
lesson-attendance = Посещаемость
lesson-marks = Отметки
lesson-homework = Домашнее задание
lesson-close = ✅ Закрыть урок
lesson-following = ➡️ { $period }. { $group } · { $subject }

# --- тема

lesson-topic-accept = 📖 { $topic }
lesson-topic-other = { $number }. { $topic }
lesson-topic-title = 📖 <b>Тема урока</b>
lesson-topic-now = Сейчас: { $topic }
lesson-topic-planned = По КТП (№ { $number }): { $topic }
lesson-topic-type = Возьмите тему кнопкой, пришлите её номер в КТП или напишите свою одним сообщением.
lesson-topic-type-only = Напишите тему одним сообщением.
lesson-topic-changed = Пока вы писали, тему изменили: { $topic }.
lesson-topic-yours = Ваша: { $topic }.
lesson-topic-replace = Заменить на «{ $topic }»
lesson-topic-leave = Оставить как есть

# --- закрытие

lesson-close-title = ✅ <b>Закрыть урок</b>
lesson-close-proposal = Закрою так:
lesson-close-topic = • тема: { $topic }
lesson-close-all = • все на месте
lesson-close-before = • как на прошлом уроке, нет: { $names }
lesson-close-nothing = • домашнее задание: не задано
lesson-close-planned = • домашнее задание из КТП: { $text }
lesson-close-missing = Не хватает: { $missing }. Темы в КТП нет, поэтому её нужно написать.
lesson-close-changed = Пока экран был открыт, что-то изменилось. Посмотрите, что теперь.
lesson-close-so = ✅ Так и закрыть
lesson-close-all-present = ✅ Закрыть, но все на месте
lesson-close-no-homework = ✅ Закрыть, д/з не задано

# --- урок одним сообщением

spoken-title = 📝 <b>{ $group } · { $subject }</b> · { $period }-й урок, { $day }
spoken-marks-heading = <b>Отметки</b>
spoken-mark-line = { $name } — { $marks }
spoken-mark = { $value }
spoken-mark-changed = { $before } → { $value }
spoken-mark-for = { $mark } ({ $what })
spoken-name = { $name }
spoken-guess = { $name } (вы написали «{ $written }»)
spoken-attendance-heading = <b>Посещаемость</b>
spoken-code-line = { $name } — { $code ->
    [absent] нет (Н)
    [ill] болеет (Б)
    [excused] уважительная причина (У)
    [late] опоздание (ОП)
   *[present] на месте
}
spoken-code-noted = { $line } — по записке родителей
spoken-code-stands = { $line } — отмечено раньше
spoken-note-changed = Записка родителя появилась, изменилась или отозвана, пока экран был открыт. Вот что сохранится теперь:
spoken-others-present = Остальные на месте
spoken-everybody-present = Все на месте
spoken-attendance-unsaid = 🙋 О посещаемости не сказано.
spoken-topic = 📖 { $topic }
spoken-topic-planned = 📖 { $topic } (по КТП)
spoken-topic-changed = 📖 { $before } → { $topic }
spoken-topic-missing = 📖 Темы нет ни в сообщении, ни в КТП: без неё урок не закрыть. Допишите «тема …».
spoken-homework = 📝 { $due }: { $text }
# $instead — 1 вместо задания группы, 0 вместе с ним.
spoken-homework-named = 👤 { $instead ->
    [1] Вместо общего
   *[0] Лично
}: { $names }. { $what }
spoken-homework-own = { $due }: { $text }
spoken-homework-nothing-own = Ничего не задано
spoken-homework-nothing = 📝 Домашнее задание: не задано
spoken-homework-unsaid = 📝 О домашнем задании не сказано.
spoken-loose = ⚠️ { $name }: для примечания «{ $comment }» места нет, оно не сохранится.
spoken-conflict = ⚠️ { $name }: в день урока пропуск и отметка вместе не ставятся. Исправьте одно из двух.
spoken-conflict-came = ⚠️ { $name }: стоит пропуск, а в сообщении отметка. Пришёл?
spoken-came = ✅ Пришёл: { $name }
spoken-reason-needed = ⚠️ День урока прошёл: чтобы заменить отметку, нужна причина.
spoken-reason-needed-load = Сохранить можно с причиной или с другим днём и минутами.
spoken-reason = Причина: { $reason }
spoken-nothing = В сообщении не нашлось ничего об уроке.
spoken-asks-text = Напишите исправленный текст одним сообщением: он заменит прежний. Или только поправку, начав её словом «нет»: «нет, Иванов 4». Прежний текст можно скопировать:
spoken-asks-reason = Напишите причину одним сообщением.
spoken-text = <code>{ $text }</code>
spoken-more = Можно дописать ещё одним сообщением или поправить: «нет, Иванов 4».
spoken-close = ✅ Закрыть урок
spoken-close-present = ✅ Все на месте, закрыть урок
spoken-close-nothing = ✅ Д/з не задано, закрыть урок
spoken-close-both = ✅ Все на месте, д/з не задано, закрыть
spoken-save = 💾 Сохранить, не закрывая
spoken-rewrite = ✏️ Исправить
spoken-elsewhere = 🔀 Другой урок
spoken-forget = Не сохранять
spoken-look = 📝 Вернуться к сообщению
spoken-forgotten = Не сохранено. Текст остался в чате выше.
spoken-give-reason = ✏️ Указать причину
spoken-stale = Пока предпросмотр был открыт, { $who } записал(а) в журнал: { $value }. Ниже — как стало бы теперь.
spoken-which = О каком уроке это сообщение?
spoken-which-none = Других начавшихся уроков у вас сегодня нет. Откройте нужный урок и отправьте текст ещё раз.
