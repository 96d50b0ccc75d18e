from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'partials/figures.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_score_chart = l_0_timeline = missing
    pass
    yield '\n\n\n'
    def macro(l_1_charts, l_1_caption):
        t_1 = []
        if l_1_charts is missing:
            l_1_charts = undefined("parameter 'charts' was not provided", name='charts')
        if l_1_caption is missing:
            l_1_caption = ''
        pass
        if environment.getattr(l_1_charts, 'score_trend'):
            pass
            t_1.append(
                '::: figure source=score_trend',
            )
            if l_1_caption:
                pass
                t_1.extend((
                    ' caption="',
                    str(environment.finalize(l_1_caption)),
                    '"',
                ))
            t_1.append(
                '\n\n',
            )
        return concat(t_1)
    context.exported_vars.add('score_chart')
    context.vars['score_chart'] = l_0_score_chart = Macro(environment, macro, 'score_chart', ('charts', 'caption'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_charts, l_1_caption):
        t_2 = []
        if l_1_charts is missing:
            l_1_charts = undefined("parameter 'charts' was not provided", name='charts')
        if l_1_caption is missing:
            l_1_caption = ''
        pass
        if environment.getattr(l_1_charts, 'timeline'):
            pass
            t_2.append(
                '::: figure source=timeline',
            )
            if l_1_caption:
                pass
                t_2.extend((
                    ' caption="',
                    str(environment.finalize(l_1_caption)),
                    '"',
                ))
            t_2.append(
                '\n\n',
            )
        return concat(t_2)
    context.exported_vars.add('timeline')
    context.vars['timeline'] = l_0_timeline = Macro(environment, macro, 'timeline', ('charts', 'caption'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '4=13&5=20&6=25&12=39&13=46&14=51'
origin = ('6ac57d1fb9b7a0d7a10c1abd619fdf825e3b4f1247550bdfc0997ff2ff14d74f', '3.1.6')
