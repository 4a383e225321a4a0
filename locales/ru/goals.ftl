# «Что нужно до 5». $kind — quarter, half_year, trimester или year; $target и $value — 5, 4, 3 (числа).

family-goal-door = 🎯 Что нужно до 5
family-goal-title = 🎯 <b>{ $subject }: что нужно до { $target }</b> · { $whose }
family-goal-over = Рассчитывать уже нечего: период закончился или итоговая отметка выставлена.
family-goal-half-years = Итоговая по этому предмету ставится за полугодие, а не за четверть.
family-goal-no-marks = Отметок пока нет.
family-goal-marks = Отметки: { $marks }
family-goal-marks-mean = Отметки: { $marks } · ср. <b>{ $mean }</b>
family-goal-for-test = { $value } (к/р)
family-goal-imagined = А если ещё { $marks } · ср. <b>{ $mean }</b>
family-goal-left = { $kind ->
    [quarter] Уроков до конца четверти: { $lessons }
    [half_year] Уроков до конца полугодия: { $lessons }
    [trimester] Уроков до конца триместра: { $lessons }
   *[year] Уроков до конца года: { $lessons }
}
family-goal-left-tests = { $kind ->
    [quarter] Уроков до конца четверти: { $lessons }, из них с контрольной: { $tests }
    [half_year] Уроков до конца полугодия: { $lessons }, из них с контрольной: { $tests }
    [trimester] Уроков до конца триместра: { $lessons }, из них с контрольной: { $tests }
   *[year] Уроков до конца года: { $lessons }, из них с контрольной: { $tests }
}
family-goal-none-left = { $kind ->
    [quarter] Уроков до конца четверти не осталось.
    [half_year] Уроков до конца полугодия не осталось.
    [trimester] Уроков до конца триместра не осталось.
   *[year] Уроков до конца года не осталось.
}
family-goal-nothing = Рассчитывать нечего: нет ни отметок, которые считаются, ни уроков.
family-goal-reached = ✅ Сейчас выходит { $target ->
    [5] пятёрка
    [4] четвёрка или выше
   *[3] тройка или выше
}: средний балл { $mean }.
family-goal-ways = { $ways ->
    [1] До { $target } нужно:
   *[other] До { $target } хватит чего-то одного:
}
# $value — какой отметкой, $marks — сколько таких отметок.
family-goal-way = { $value ->
    [5] { $marks ->
        [one] • { $marks } пятёрка → средний балл <b>{ $mean }</b>
        [few] • { $marks } пятёрки → средний балл <b>{ $mean }</b>
       *[other] • { $marks } пятёрок → средний балл <b>{ $mean }</b>
    }
    [4] { $marks ->
        [one] • { $marks } четвёрка → средний балл <b>{ $mean }</b>
        [few] • { $marks } четвёрки → средний балл <b>{ $mean }</b>
       *[other] • { $marks } четвёрок → средний балл <b>{ $mean }</b>
    }
   *[3] { $marks ->
        [one] • { $marks } тройка → средний балл <b>{ $mean }</b>
        [few] • { $marks } тройки → средний балл <b>{ $mean }</b>
       *[other] • { $marks } троек → средний балл <b>{ $mean }</b>
    }
}
family-goal-impossible = { $target ->
    [5] Пятёрка
    [4] Четвёрка
   *[3] Тройка
} { $kind ->
    [quarter] в этой четверти
    [half_year] в этом полугодии
    [trimester] в этом триместре
   *[year] в этом году
} уже не получится, лучший средний балл — <b>{ $best }</b>.
family-goal-wanting = { $marks ->
    [one] Понадобилась бы { $marks } пятёрка, а уроков осталось { $lessons }.
    [few] Понадобились бы { $marks } пятёрки, а уроков осталось { $lessons }.
   *[other] Понадобилось бы { $marks } пятёрок, а уроков осталось { $lessons }.
}
family-goal-rule = { $weights ->
    [1] Правило школы: { $target } — от { $threshold }, с весами работ.
   *[0] Правило школы: { $target } — от { $threshold }, без весов.
}
# $tests — 1, если впереди есть контрольные.
family-goal-weights = { $tests ->
    [1] Отметка за урок весит { $usual }, контрольные впереди — по своему весу и первыми.
   *[0] Отметка за урок весит { $usual }.
}
family-goal-assumed = Считаем по одной отметке за урок: учитель может поставить больше или меньше.
family-goal-target = { $chosen ->
    [1] ✓ до { $target }
   *[0] до { $target }
}
family-goal-plus = +{ $value }
family-goal-plus-test = +{ $value } к/р
family-goal-reset = ↺ Сбросить
