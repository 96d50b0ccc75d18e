from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'packets/contents.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_parts = resolve('parts')
    l_0_rows = resolve('rows')
    l_0_excerpts = resolve('excerpts')
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
    yield '\n:::\n\n# Contents\n\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n\n'
    if environment.getattr((undefined(name='parts') if l_0_parts is missing else l_0_parts), 'many'):
        pass
        yield 'This is part '
        yield str(environment.finalize(environment.getattr((undefined(name='parts') if l_0_parts is missing else l_0_parts), 'this')))
        yield ' of '
        yield str(environment.finalize(environment.getattr((undefined(name='parts') if l_0_parts is missing else l_0_parts), 'all')))
        yield '.\n\n::: table widths=7,2,1,2\n| Document | Pages | Part | Packet page |\n|----------|------:|-----:|------------:|\n'
        for l_1_row in t_1((undefined(name='rows') if l_0_rows is missing else l_0_rows)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'title')))
            if environment.getattr(l_1_row, 'date'):
                pass
                yield ', '
                yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            if environment.getattr(l_1_row, 'excerpt'):
                pass
                yield ' ('
                yield str(environment.finalize(environment.getattr(l_1_row, 'excerpt')))
                yield ')'
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'pages')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'part')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'at')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n'
    else:
        pass
        yield '::: table widths=7,2,2\n| Document | Pages | Packet page |\n|----------|------:|------------:|\n'
        for l_1_row in t_1((undefined(name='rows') if l_0_rows is missing else l_0_rows)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'title')))
            if environment.getattr(l_1_row, 'date'):
                pass
                yield ', '
                yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            if environment.getattr(l_1_row, 'excerpt'):
                pass
                yield ' ('
                yield str(environment.finalize(environment.getattr(l_1_row, 'excerpt')))
                yield ')'
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'pages')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'at')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n'
    yield '\n'
    if (undefined(name='excerpts') if l_0_excerpts is missing else l_0_excerpts):
        pass
        yield 'Of documents marked as excerpts, only the pages that the criteria ask for are enclosed. The others are available on request.\n'

blocks = {}
debug_info = '7=23&12=27&14=33&15=36&20=40&21=44&28=66&29=70&34=88'
origin = ('1fc27dc37b91f189c3eec789e4117be841f1473db7d9f3e64cd6fad7f7ace785', '3.1.6')
