from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/patient.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_letter_date = resolve('letter_date')
    l_0_reader = resolve('reader')
    l_0_reader_lines = resolve('reader_lines')
    l_0_guardian = resolve('guardian')
    l_0_invented = resolve('invented')
    l_0_news = resolve('news')
    l_0_request = resolve('request')
    l_0_coverage = resolve('coverage')
    l_0_given_name = resolve('given_name')
    l_0_partly = resolve('partly')
    l_0_approved_from = resolve('approved_from')
    l_0_approved_to = resolve('approved_to')
    l_0_notice_date = resolve('notice_date')
    l_0_answer_by = resolve('answer_by')
    l_0_detail = resolve('detail')
    l_0_diagnoses = resolve('diagnoses')
    l_0_paragraphs = resolve('paragraphs')
    l_0_part = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/patient.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: footer\nPrivate\n:::\n\n'
    yield str(environment.finalize((undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date)))
    yield '\n\n::: lines\n'
    yield str(environment.finalize((undefined(name='reader') if l_0_reader is missing else l_0_reader)))
    yield '\n'
    for l_1_line in t_1((undefined(name='reader_lines') if l_0_reader_lines is missing else l_0_reader_lines)):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_line))
        yield '\n'
    l_1_line = missing
    yield ':::\n\n# About the request to '
    if (undefined(name='guardian') if l_0_guardian is missing else l_0_guardian):
        pass
        yield 'the health plan'
    else:
        pass
        yield 'your health plan'
    yield '\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The people and the practice are made up.*\n'
    yield '\nDear '
    yield str(environment.finalize((undefined(name='reader') if l_0_reader is missing else l_0_reader)))
    yield ',\n\n'
    if ((undefined(name='news') if l_0_news is missing else l_0_news) == 'sent'):
        pass
        yield 'On '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date')))
        yield ' we asked the health plan ('
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
        yield ') to approve the treatment that '
        if (undefined(name='guardian') if l_0_guardian is missing else l_0_guardian):
            pass
            yield str(environment.finalize((undefined(name='given_name') if l_0_given_name is missing else l_0_given_name)))
            yield ', you, and we'
        else:
            pass
            yield 'you and we'
        yield ' have talked about. We sent the facts that the plan asks for.\n\n## What comes next\n\nThe plan will look at the request. It will then write to '
        if (undefined(name='guardian') if l_0_guardian is missing else l_0_guardian):
            pass
            yield 'you or to '
            yield str(environment.finalize((undefined(name='given_name') if l_0_given_name is missing else l_0_given_name)))
        else:
            pass
            yield 'you'
        yield '. It may say yes. It may say no. It may ask us for more facts first. We do not know yet what it will say.\n'
    elif ((undefined(name='news') if l_0_news is missing else l_0_news) == 'approved'):
        pass
        yield 'Good news: the health plan ('
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
        yield ') told us that it said yes to '
        if (undefined(name='partly') if l_0_partly is missing else l_0_partly):
            pass
            yield 'a part of '
        yield 'the treatment we asked for.'
        if ((undefined(name='approved_from') if l_0_approved_from is missing else l_0_approved_from) and (undefined(name='approved_to') if l_0_approved_to is missing else l_0_approved_to)):
            pass
            yield ' The yes holds from '
            yield str(environment.finalize((undefined(name='approved_from') if l_0_approved_from is missing else l_0_approved_from)))
            yield ' to '
            yield str(environment.finalize((undefined(name='approved_to') if l_0_approved_to is missing else l_0_approved_to)))
            yield '.'
        yield '\n\n## What comes next\n\nWe will call you to plan the visits. A yes from the plan does not mean that all costs are paid. You may still owe a part. Ask the plan what your part is.\n'
    elif ((undefined(name='news') if l_0_news is missing else l_0_news) == 'more_information'):
        pass
        yield 'The health plan ('
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
        yield ') has not yet said yes or no to our request. On '
        yield str(environment.finalize((undefined(name='notice_date') if l_0_notice_date is missing else l_0_notice_date)))
        yield ' it asked for more facts.'
        if (undefined(name='answer_by') if l_0_answer_by is missing else l_0_answer_by):
            pass
            yield ' It wants our answer by '
            yield str(environment.finalize((undefined(name='answer_by') if l_0_answer_by is missing else l_0_answer_by)))
            yield '.'
        yield '\n\n## What comes next\n\nWe will send what the plan asks for. We may call you if we need something from you, such as the name of a past doctor or drug store.\n'
    else:
        pass
        yield 'The health plan ('
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
        yield ') said no to '
        if (undefined(name='partly') if l_0_partly is missing else l_0_partly):
            pass
            yield 'a part of '
        yield 'what we asked for. Its letter has the date '
        yield str(environment.finalize((undefined(name='notice_date') if l_0_notice_date is missing else l_0_notice_date)))
        yield ".\n\n## What you can do\n\nYou can ask the plan to look again. This is called an appeal. The plan's own letter tells you how to do that, and by what day. Please keep that letter. We can help you, and we can send more facts. Please call us soon, so that no day is lost.\n"
    yield '\n'
    if (undefined(name='detail') if l_0_detail is missing else l_0_detail):
        pass
        yield '## More about the request\n\nWe asked for '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
        yield ' of '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
        yield '.'
        for l_1_row in t_1((undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses)):
            _loop_vars = {}
            pass
            if (environment.getattr(l_1_row, 'primary') or (t_2((undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses)) == 1)):
                pass
                yield ' The reason we gave is '
                yield str(environment.finalize(environment.getattr(l_1_row, 'in_words')))
                yield '.'
        l_1_row = missing
        yield '\n\n'
    for l_1_text in t_1((undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs)):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_text))
        yield '\n\n'
    l_1_text = missing
    yield "## Good to know\n\n- This letter is from us. It is **not** the notice from your plan. Only the plan's own letter counts for your rights and your deadlines.\n- We cannot promise what the plan will do.\n- Do you have a question? Call us at "
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield ' and ask for '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
    yield '.\n- If you, or someone near you, feel unsafe or think about suicide, call or text 988 at any time, day or night. If there is danger right now, call 911.\n\nSincerely,\n\n::: lines\n'
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'name')))
    yield '\n:::\n'

blocks = {}
debug_info = '6=43&7=45&13=47&16=49&17=51&18=54&22=58&25=65&29=69&31=71&32=74&36=86&37=94&38=97&44=111&45=114&52=127&59=136&62=139&66=153&67=156&74=160&80=166'
origin = ('13624d6518e17ff268a386b1d4d7dc0f292f4fcb154969307eb728fc966f3b8f', '3.1.6')
