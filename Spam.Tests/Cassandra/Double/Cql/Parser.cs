using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>Reads queries and changes of rows; statements about the schema go to <see cref="SchemaParser"/>.</summary>
sealed class Parser(string cql)
{
    static readonly string[] _functions = ["count", "ttl", "writetime", "token"];

    readonly TokenReader _words = new(cql);

    public static Statement Parse(string cql) => new Parser(cql).Whole();

    /// <summary>The statement, to its end.</summary>
    public Statement Whole()
    {
        var statement = Statement();
        _words.TryTake(";");
        return _words.Next.Kind == TokenKind.End ? statement : throw _words.Wrong();
    }

    Statement Statement()
    {
        if (_words.TryTake("select"))
            return Select();
        if (_words.TryTake("begin"))
            return Batch();
        if (_words.TryTake("use"))
            return new UseStatement(_words.Name());
        if (!_words.TryTake("truncate"))
            return Modification() ?? (Statement?)SchemaParser.Parse(_words) ?? throw _words.Wrong();
        _words.TryTake("table");
        return new TruncateStatement(_words.Table());
    }

    ModificationStatement? Modification() => _words.TryTake("insert") ? Insert() : _words.TryTake("update") ? Update() : _words.TryTake("delete") ? Delete() : null;

    SelectStatement Select()
    {
        if (_words.Next.Is("json") || _words.Next.Is("distinct"))
            throw ServerError.Invalid($"The double does not know SELECT {_words.Next.Raw.ToUpperInvariant()}");
        var selectors = _words.TryTake("*") ? [] : _words.List(Selector);
        _words.Expect("from");
        var table = _words.Table();
        var where = _words.TryTake("where") ? _words.Conditions() : [];
        var order = _words.TryTake("order", "by") ? _words.List(Order) : [];
        var limit = _words.TryTake("limit") ? _words.Term() : null;
        return new(table, selectors, where, order, limit, _words.TryTake("allow", "filtering"));
    }

    Selector Selector()
    {
        var name = _words.Name();
        if (_words.Next.Is(".") || _words.Next.Is("(") && !_functions.Contains(name))
            throw ServerError.Invalid($"The double does not know the selector {name}{_words.Next.Raw}");
        var columns = new List<string> { name };
        var function = _words.TryTake("(") ? name : null;
        if (function is not null)
        {
            columns = _words.TryTake("*") ? ["*"] : _words.Next.Kind == TokenKind.Integer ? [_words.Take().Value] : _words.List(_words.Name);
            _words.Expect(")");
        }

        return new(function, columns, _words.TryTake("as") ? _words.Name() : null);
    }

    (string Column, bool Descending) Order()
    {
        var column = _words.Name();
        var descending = _words.TryTake("desc");
        _words.TryTake("asc");
        return (column, descending);
    }

    InsertStatement Insert()
    {
        _words.Expect("into");
        var table = _words.Table();
        if (_words.Next.Is("json"))
            throw ServerError.Invalid("The double does not know INSERT JSON");
        var columns = _words.InParentheses(_words.Name);
        _words.Expect("values");
        var values = _words.InParentheses(_words.Term);
        if (columns.Count != values.Count)
            throw ServerError.Invalid("Unmatched column names/values");
        var ifNotExists = _words.TryTake("if", "not", "exists");
        var (ttl, timestamp) = Using();
        return new(table, columns, values) { IfNotExists = ifNotExists, Ttl = ttl, Timestamp = timestamp };
    }

    UpdateStatement Update()
    {
        var table = _words.Table();
        var (ttl, timestamp) = Using();
        _words.Expect("set");
        var assignments = _words.List(Assignment);
        _words.Expect("where");
        var where = _words.Conditions();
        var (ifExists, conditions) = If();
        return new(table, assignments, where) { Ttl = ttl, Timestamp = timestamp, IfExists = ifExists, If = conditions };
    }

    Assignment Assignment()
    {
        var column = _words.Name();
        if (_words.TryTake("+=") || _words.Next.Is("-="))
            return new(column, _words.TryTake("-=") ? '-' : '+', _words.Term());
        _words.Expect("=");
        if (!(_words.Next.Kind is TokenKind.Name or TokenKind.QuotedName) || _words.Next.Value != column || !(_words.Follows(1, "+") || _words.Follows(1, "-")))
            return new(column, '=', _words.Term());
        _words.Take();
        return new(column, _words.Take().Value[0], _words.Term());
    }

    DeleteStatement Delete()
    {
        var columns = _words.Next.Is("from") ? [] : _words.List(_words.Name);
        _words.Expect("from");
        var table = _words.Table();
        var (ttl, timestamp) = Using();
        if (ttl is not null)
            throw ServerError.Invalid("TTL is not allowed in DELETE");
        _words.Expect("where");
        var where = _words.Conditions();
        var (ifExists, conditions) = If();
        return new(table, columns, where) { Timestamp = timestamp, IfExists = ifExists, If = conditions };
    }

    BatchStatement Batch()
    {
        var kind = _words.TryTake("unlogged") ? (byte)1 : _words.TryTake("counter") ? (byte)2 : (byte)0;
        _words.Expect("batch");
        var (_, timestamp) = Using();
        var statements = new List<ModificationStatement>();
        while (!_words.TryTake("apply", "batch"))
        {
            statements.Add(Modification() ?? throw _words.Wrong());
            _words.TryTake(";");
        }

        return new(kind, statements, timestamp);
    }

    (Term? Ttl, Term? Timestamp) Using()
    {
        var (ttl, timestamp) = ((Term?)null, (Term?)null);
        if (!_words.TryTake("using"))
            return (ttl, timestamp);
        do
        {
            if (_words.TryTake("ttl"))
                ttl = _words.Term();
            else if (_words.TryTake("timestamp"))
                timestamp = _words.Term();
            else
                throw _words.Wrong();
        }
        while (_words.TryTake("and"));
        return (ttl, timestamp);
    }

    (bool IfExists, List<Condition> Conditions) If()
        => !_words.TryTake("if") ? (false, []) : _words.TryTake("exists") ? (true, []) : (false, _words.Conditions());
}
