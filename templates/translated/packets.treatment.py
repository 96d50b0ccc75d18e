from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'packets/treatment.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_trials = resolve('trials')
    l_0_augmentations = resolve('augmentations')
    l_0_charts = resolve('charts')
    l_0_scores = resolve('scores')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    yield '\n\n\n\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n:::\n\n# Medication trials and scores\n\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n\n'
    if (undefined(name='trials') if l_0_trials is missing else l_0_trials):
        pass
        yield '::: table names=1,2 widths=5,3,5,4,3,6,6 caption="Medication trials"\n| Medication | Class | Dates | Top dose | Weeks at top dose | Outcome | Shown at |\n|------------|-------|-------|----------|------------------:|---------|----------|\n'
        l_1_loop = missing
        for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='trials') if l_0_trials is missing else l_0_trials)), undefined):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'drug')))
            if environment.getattr(l_1_row, 'unknown_role'):
                pass
                yield ' (use not recorded)'
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'class')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'dates')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'dose')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'weeks')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'response')))
            yield '; '
            yield str(environment.finalize(environment.getattr(l_1_row, 'stopped')))
            yield ' | '
            l_2_loop = missing
            for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'places')), undefined):
                _loop_vars = {}
                pass
                yield str(environment.finalize(l_2_one))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    yield '; '
            l_2_loop = l_2_one = missing
            yield ' |\n'
        l_1_loop = l_1_row = missing
        yield ':::\n'
    else:
        pass
        yield 'No antidepressant trial is recorded.\n'
    yield '\n'
    if (undefined(name='augmentations') if l_0_augmentations is missing else l_0_augmentations):
        pass
        yield '::: table names=1,2 widths=5,5,5,4,3,6,6 caption="Augmentation trials"\n| Added | To | Dates | Top dose | Weeks at top dose | Outcome | Shown at |\n|-------|----|-------|----------|------------------:|---------|----------|\n'
        l_1_loop = missing
        for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='augmentations') if l_0_augmentations is missing else l_0_augmentations)), undefined):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'drug')))
            yield ' | '
            yield str(environment.finalize((t_2(environment.getattr(l_1_row, 'partners')) if environment.getattr(l_1_row, 'partners') else 'not recorded')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'dates')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'dose')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'weeks')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'response')))
            yield '; '
            yield str(environment.finalize(environment.getattr(l_1_row, 'stopped')))
            yield ' | '
            l_2_loop = missing
            for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'places')), undefined):
                _loop_vars = {}
                pass
                yield str(environment.finalize(l_2_one))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    yield '; '
            l_2_loop = l_2_one = missing
            yield ' |\n'
        l_1_loop = l_1_row = missing
        yield ':::\n'
    yield '\n'
    if environment.getattr((undefined(name='charts') if l_0_charts is missing else l_0_charts), 'score_trend'):
        pass
        yield '::: figure source=score_trend caption="Rating scales in this episode" data=no\n\n'
    if (undefined(name='scores') if l_0_scores is missing else l_0_scores):
        pass
        yield '::: table names=1 widths=4,4,3,7 caption="Rating scales: each total, and where it is shown"\n| Instrument | Date | Total | Shown at |\n|------------|------|------:|----------|\n'
        l_1_loop = missing
        for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='scores') if l_0_scores is missing else l_0_scores)), undefined):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'total')))
            yield ' | '
            l_2_loop = missing
            for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'places')), undefined):
                _loop_vars = {}
                pass
                yield str(environment.finalize(l_2_one))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    yield '; '
            l_2_loop = l_2_one = missing
            yield ' |\n'
        l_1_loop = l_1_row = missing
        yield ':::\n'

blocks = {}
debug_info = '7=30&12=34&14=40&18=44&19=48&26=81&30=85&31=89&36=116&40=119&44=123&45=127'
origin = ('fd69091c445b18b02fc5b3d25074729d7daf2694743e2cf579cc648e1f9f25fa', '3.1.6')
