# Записки об отсутствии. $reason — ill или family; $state — sent, accepted, declined или withdrawn.

menu-note = 🤒 Сообщить об отсутствии
people-notes = { $waiting ->
    [0] 🤒 Записки
   *[other] 🤒 Записки ({ $waiting })
}

# --- законный представитель

note-title = 🤒 <b>Сообщить об отсутствии</b> · { $whose }
note-before = <b>Записки</b>
note-line = { $days } — { $reason ->
    [ill] болеет
   *[family] по семейным обстоятельствам
}: { $state ->
    [sent] ⏳ на проверке
    [accepted] ✅ принята
    [declined] ✖️ отклонена
   *[withdrawn] отозвана
}
note-line-other = { $line } (от другого взрослого)
note-line-comment = { $line }: { $comment }
note-why = Почему ребёнка нет или не будет в школе? Диагноз писать и справку присылать не нужно.
note-reason-ill = Болеет
note-reason-family = По семейным обстоятельствам
note-withdraw = Отозвать: { $days }
note-begun = 🤒 <b>Записка</b> · { $whose }
    { $reason ->
        [ill] Причина: болеет.
       *[family] Причина: семейные обстоятельства.
    }
note-when = На какие дни?
note-days-today = Сегодня
note-days-tomorrow = Завтра
note-days-day = { $day }
note-days-both = Сегодня и завтра
note-days-week = До конца недели
note-days-other = ✏️ Другие даты
note-days-ask = Напишите даты одним сообщением: «25.11», «25.11–27.11» или «до пятницы».
note-days-misread = Не понял даты. Напишите, например: «25.11», «25.11–27.11» или «до пятницы».
note-check-range = { $first } — { $last }
# $count — сколько дней подряд, вместе с выходными.
note-check-days = { $count ->
    [1] День: <b>{ $days }</b>
    [one] Дни: <b>{ $days }</b> ({ $count } день)
    [few] Дни: <b>{ $days }</b> ({ $count } дня)
   *[other] Дни: <b>{ $days }</b> ({ $count } дней)
}
note-check = Записку получит классный руководитель, а учителя увидят причину в списке урока. Отправить?
note-send = ✅ Отправить
note-sent = ✅ Записка отправлена. Я сообщу, когда классный руководитель ответит.
note-withdrawn = Записка отозвана.
note-range = { $first } – { $last }
refusal-note-days = Записку можно отправить за дни с { $first } по { $last }, не больше { $days } дней подряд.
refusal-note-overlaps = На эти дни уже есть ваша записка: { $first }–{ $last }. Сначала отзовите её или выберите другие дни.
refusal-note-settled = { $state ->
    [accepted] Эту записку уже приняли.
    [declined] Эту записку уже отклонили.
    [withdrawn] Эту записку отозвали.
   *[sent] Эта записка изменилась. Посмотрите её ещё раз.
}
refusal-note-gone = Записка родителя появилась, изменилась или отозвана, пока экран был открыт. Посмотрите список и нажмите ещё раз.

# --- классный руководитель

# $waiting — сколько ждёт ответа, $any — 1, если записки есть.
note-class = 🤒 <b>Записки, { $name }</b>
    { $waiting ->
        [0] { $any ->
            [1] Все записки разобраны.
           *[0] Новых записок от родителей нет.
        }
        [one] Ждёт ответа { $waiting } записка.
        [few] Ждут ответа { $waiting } записки.
       *[other] Ждут ответа { $waiting } записок.
    }
note-button = { $state ->
    [sent] ⏳ { $name } · { $days }
    [accepted] ✅ { $name } · { $days }
    [declined] ✖️ { $name } · { $days }
   *[withdrawn] ↩️ { $name } · { $days }
}
note-card-title = 🤒 <b>{ $name }</b>, { $form }
note-card-what = { $reason ->
    [ill] Болеет: <b>{ $days }</b>
   *[family] По семейным обстоятельствам: <b>{ $days }</b>
}
note-card-author = { $name } ({ $kinship }), { $sent }
note-card-state = { $state ->
    [sent] ⏳ Ждёт вашего ответа.
    [accepted] ✅ Принята.
    [declined] ✖️ Отклонена.
   *[withdrawn] Отозвана родителем.
}
note-card-settled = { $who }, { $at }
note-card-comment = Комментарий: { $comment }
# $missed — сколько уроков этих дней стоит с «Н».
note-card-missed = { $state ->
    [sent] { $reason ->
        [ill] Уроков с Н за эти дни: { $missed }. Если принять, они станут Б.
       *[family] Уроков с Н за эти дни: { $missed }. Если принять, они станут У.
    }
   *[other] Уроков с Н за эти дни: { $missed }.
}
note-moment = { $day } в { $clock }
note-accept = ✅ Принять
note-decline = ✖️ Отклонить
note-comment-ask = Почему записка не подходит? Напишите одним сообщением: его прочитает родитель.
note-comment-sure = Отклонить с комментарием «{ $comment }»?
    Если он не такой, напишите другой.
note-decline-bare = Без комментария
note-decline-so = ✖️ Отклонить

# --- сообщения

push-note-sent = 🤒 Записка: <b>{ $name }</b>, { $form }. { $reason ->
    [ill] Болеет: { $days }
   *[family] По семейным обстоятельствам: { $days }
}
push-note-sent-hushed = 🤒 Новая записка об отсутствии, { $form }
push-note-accepted = ✅ <b>{ $child }</b>: записка принята. { $reason ->
    [ill] Болеет: { $days }
   *[family] По семейным обстоятельствам: { $days }
}
push-note-declined = ✖️ <b>{ $child }</b>: записка отклонена. { $reason ->
    [ill] Болеет: { $days }
   *[family] По семейным обстоятельствам: { $days }
}
push-note-declined-because = ✖️ <b>{ $child }</b>: записка отклонена. { $reason ->
    [ill] Болеет: { $days }
   *[family] По семейным обстоятельствам: { $days }
}
    Классный руководитель: { $comment }
push-note-settled-hushed = <b>{ $child }</b>: на вашу записку ответили, откройте дневник
push-note-open = 🤒 Открыть записку
push-note-list = 🤒 Записки
