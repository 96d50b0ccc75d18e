from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'packets/crosswalk.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_policy = resolve('policy')
    l_0_rows = resolve('rows')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield '\n\n\n\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n:::\n\n# Criteria, and where each is shown\n\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n\n'
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'payer')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'effective')))
    yield '.\n\n::: table widths=4,8,9,6\n| Section | Criterion | Record | Shown at |\n|---------|-----------|--------|----------|\n'
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='rows') if l_0_rows is missing else l_0_rows)), undefined):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'section')))
        yield ' | '
        if environment.getattr(l_1_row, 'as_of'):
            pass
            yield 'As of '
            yield str(environment.finalize(environment.getattr(l_1_row, 'as_of')))
            yield ': '
        if environment.getattr(l_1_row, 'prefix'):
            pass
            yield str(environment.finalize(environment.getattr(l_1_row, 'prefix')))
            yield ' '
        l_2_loop = missing
        for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'requirements')), undefined):
            _loop_vars = {}
            pass
            yield str(environment.finalize(l_2_one))
            if (not environment.getattr(l_2_loop, 'last')):
                pass
                yield '; '
        l_2_loop = l_2_one = missing
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'facts')))
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
debug_info = '7=22&12=26&14=32&19=39&20=43'
origin = ('1d6d0081b897681ce0aa9c2baab42f22cbe88b5a97a0aac39a7aeab47c2252c6', '3.1.6')
