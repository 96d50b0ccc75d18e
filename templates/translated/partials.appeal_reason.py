from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'partials/appeal_reason.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_part = l_0_reason_body = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    pass
    yield '\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'partials/appeal_reason.md.j2').make_module(context.get_all(), True, {'part': l_0_part, 'reason_body': l_0_reason_body})
    context.exported_vars.discard('part')
    def macro(l_1_row):
        t_3 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        for l_2_one in t_1(environment.getattr(l_1_row, 'labels')):
            _loop_vars = {}
            pass
            t_3.extend((
                '**Criterion, ',
                str(environment.finalize(environment.getattr(l_2_one, 'section'))),
            ))
            if environment.getattr(l_2_one, 'ruled_out'):
                pass
                t_3.append(
                    ' (to be ruled out)',
                )
            t_3.extend((
                ':** ',
                str(environment.finalize(t_2(environment.getattr(l_2_one, 'says')))),
                '.\n\n',
            ))
        l_2_one = missing
        if environment.getattr(l_1_row, 'whole'):
            pass
            t_3.append(
                "The notice names no single criterion. Every criterion of the policy stands beside the record's facts in the table below.\n",
            )
        if environment.getattr(l_1_row, 'rests'):
            pass
            t_3.extend((
                str(environment.finalize(environment.getattr(environment.getattr(l_1_row, 'rests'), 'section'))),
                ' asks for: ',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_row, 'rests'), 'says'))),
                '. This request rests on ',
            ))
            l_2_loop = missing
            for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(environment.getattr(l_1_row, 'rests'), 'routes')), undefined):
                _loop_vars = {}
                pass
                t_3.extend((
                    str(environment.finalize(environment.getattr(l_2_one, 'section'))),
                    ' (',
                    str(environment.finalize(environment.getattr(l_2_one, 'says'))),
                    ')',
                ))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    t_3.append(
                        ' and ',
                    )
            l_2_loop = l_2_one = missing
            t_3.append(
                '.\n',
            )
        l_2_loop = missing
        for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'facts')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_3.append(
                    'The record holds:\n\n',
                )
            t_3.extend((
                '- ',
                str(environment.finalize(environment.getattr(l_2_one, 'text'))),
            ))
            if environment.getattr(l_2_one, 'new'):
                pass
                t_3.extend((
                    ' (**new**, ',
                    str(environment.finalize(environment.getattr(l_2_one, 'new'))),
                    ')',
                ))
            if environment.getattr(l_2_one, 'sources'):
                pass
                t_3.append(
                    ' [',
                )
                l_3_loop = missing
                for l_3_source, l_3_loop in LoopContext(t_1(environment.getattr(l_2_one, 'sources')), undefined):
                    _loop_vars = {}
                    pass
                    t_3.append(
                        str(environment.finalize(l_3_source)),
                    )
                    if (not environment.getattr(l_3_loop, 'last')):
                        pass
                        t_3.append(
                            '; ',
                        )
                l_3_loop = l_3_source = missing
                t_3.append(
                    ']',
                )
            t_3.append(
                '.\n\n',
            )
        l_2_loop = l_2_one = missing
        t_3.append(
            '\n',
        )
        l_2_loop = missing
        for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'notes')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_3.append(
                    'As charted: ',
                )
            t_3.extend((
                str(environment.finalize(environment.getattr(l_2_one, 'drug'))),
                ', ',
            ))
            l_3_loop = missing
            for l_3_note, l_3_loop in LoopContext(t_1(environment.getattr(l_2_one, 'notes')), undefined):
                _loop_vars = {}
                pass
                t_3.append(
                    str(environment.finalize(l_3_note)),
                )
                if (not environment.getattr(l_3_loop, 'last')):
                    pass
                    t_3.append(
                        ', ',
                    )
            l_3_loop = l_3_note = missing
            if environment.getattr(l_2_loop, 'last'):
                pass
                t_3.append(
                    '.',
                )
            else:
                pass
                t_3.append(
                    '; ',
                )
        l_2_loop = l_2_one = missing
        t_3.append(
            '\n\n',
        )
        def t_4(fiter):
            for l_2_one in fiter:
                if (not environment.getattr(l_1_row, 'whole')):
                    yield l_2_one
        l_2_loop = missing
        for l_2_one, l_2_loop in LoopContext(t_4(t_1(environment.getattr(l_1_row, 'documents'))), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_3.append(
                    '**New, enclosed:** ',
                )
            t_3.extend((
                str(environment.finalize(environment.getattr(l_2_one, 'words'))),
                ' (',
                str(environment.finalize(environment.getattr(l_2_one, 'date'))),
                ')',
            ))
            if environment.getattr(l_2_loop, 'last'):
                pass
                t_3.append(
                    '.',
                )
            else:
                pass
                t_3.append(
                    '; ',
                )
        l_2_loop = l_2_one = missing
        t_3.append(
            '\n\n',
        )
        if environment.getattr(l_1_row, 'payers_own'):
            pass
            t_3.append(
                "The plan's text for this point was not available to us, or is the plan's own to apply. Please send it, and say which part was found not to be met.\n",
            )
        if environment.getattr(l_1_row, 'answer'):
            pass
            t_3.extend((
                'In the words of ',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_row, 'answer'), 'by'))),
                ', ',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_row, 'answer'), 'date'))),
                ': ',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_row, 'answer'), 'text'))),
                '\n',
            ))
        if environment.getattr(l_1_row, 'assigned'):
            pass
            t_3.extend((
                'To be answered by ',
                str(environment.finalize(environment.getattr(l_1_row, 'assigned'))),
                ' before this appeal is sent.\n',
            ))
        if environment.getattr(l_1_row, 'against'):
            pass
            t_3.append(
                'The record stands against this criterion: a clinician decides before this appeal is sent.\n',
            )
        if environment.getattr(l_1_row, 'to_follow'):
            pass
            t_3.append(
                'Further documents on this point are being obtained and will be sent.\n',
            )
        t_3.append(
            '\n',
        )
        if environment.getattr(l_1_row, 'evidence'):
            pass
            t_3.extend((
                str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'evidence_section'), environment.getattr(l_1_row, 'evidence')))),
                '\n',
            ))
        return concat(t_3)
    context.exported_vars.add('reason_body')
    context.vars['reason_body'] = l_0_reason_body = Macro(environment, macro, 'reason_body', ('row',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '5=25&6=27&7=32&8=37&11=50&14=55&15=58&17=83&18=86&21=93&25=131&26=134&29=170&30=178&33=203&36=208&37=212&39=219&40=223&42=226&45=231&49=239&50=242'
origin = ('5af1c1ea05842472eaa6d76f720e1c90d58abfb603b7af3fea54eec7ae4ca97a', '3.1.6')
