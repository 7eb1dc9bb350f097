using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>Walks over words, and reads what every statement holds: names, terms, conditions.</summary>
sealed class TokenReader(string cql)
{
    readonly List<Token> _tokens = Lexer.Cut(cql);
    int _at;

    public Token Next => _tokens[_at];

    /// <summary>How many markers were read.</summary>
    public int Markers { get; private set; }

    public Token Take() => _tokens[_at < _tokens.Count - 1 ? _at++ : _at];

    public bool TryTake(params string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (_at + i >= _tokens.Count || !_tokens[_at + i].Is(words[i]))
                return false;
        }

        _at += words.Length;
        return true;
    }

    public void Expect(params string[] words)
    {
        foreach (var word in words)
        {
            if (!TryTake(word))
                throw Wrong();
        }
    }

    public bool Follows(int ahead, string word) => _at + ahead < _tokens.Count && _tokens[_at + ahead].Is(word);

    /// <summary>The complaint about the next word.</summary>
    public ServerError Wrong() => new(
        ErrorCode.SYNTAX_ERROR,
        Next.Kind == TokenKind.End
            ? $"line {Next.Line}:{Next.Column} no viable alternative at input '<EOF>'"
            : $"line {Next.Line}:{Next.Column} no viable alternative at input '{Next.Raw}' ({(_at == 0 ? "" : "...")}[{Next.Raw}]...)");

    public string Name() => Next.Kind is TokenKind.Name or TokenKind.QuotedName ? Take().Value : throw Wrong();

    public TableName Table()
    {
        var first = Name();
        return TryTake(".") ? new(first, Name()) : new(null, first);
    }

    public List<T> List<T>(Func<T> item, string separator = ",")
    {
        var items = new List<T> { item() };
        while (TryTake(separator))
            items.Add(item());
        return items;
    }

    /// <summary><c>(a, b)</c>.</summary>
    public List<T> InParentheses<T>(Func<T> item)
    {
        Expect("(");
        var items = List(item);
        Expect(")");
        return items;
    }

    public int Number() => Next.Kind == TokenKind.Integer ? int.Parse(Take().Value, null) : throw Wrong();

    public Term Term()
    {
        var token = Next;
        switch (token.Kind)
        {
            case TokenKind.Marker:
                Take();
                return new MarkerTerm(Markers++, token.Raw == "?" ? null : token.Value);
            case TokenKind.Text or TokenKind.Integer or TokenKind.Float or TokenKind.Uuid or TokenKind.Blob or TokenKind.Duration:
                return new ConstantTerm(token.Kind, Take().Value);
            case TokenKind.Name when token.Value == "null":
                Take();
                return new NullTerm();
            case TokenKind.Name when token.Value is "true" or "false":
                return new ConstantTerm(TokenKind.Name, Take().Value);
            case TokenKind.Name when token.Value is "nan" or "infinity":
                return new ConstantTerm(TokenKind.Float, Take().Raw);
            case TokenKind.Name when Follows(1, "("):
                return new CallTerm(Name(), Arguments());
            case TokenKind.Symbol when token.Value is "[" or "{" or "(":
                return Collection();
            default:
                throw Wrong();
        }
    }

    public List<Condition> Conditions() => List(Condition, "and");

    Condition Condition()
    {
        if (TryTake("token", "("))
        {
            var columns = List(Name);
            Expect(")");
            return new(columns[0], Operator(), [Term()], OnToken: true);
        }

        var column = Name();
        if (!TryTake("in"))
            return new(column, Operator(), [Term()]);
        return new(column, "in", Next.Kind == TokenKind.Marker ? [Term()] : TryTake("(", ")") ? [] : InParentheses(Term));
    }

    string Operator() => Next.Kind == TokenKind.Symbol && Next.Value is "=" or "<" or ">" or "<=" or ">=" or "!=" ? Take().Value : throw Wrong();

    List<Term> Arguments() => TryTake("(", ")") ? [] : InParentheses(Term);

    CollectionTerm Collection()
    {
        var open = Take().Value[0];
        var close = open switch { '[' => "]", '{' => "}", _ => ")" };
        var items = new List<Term>();
        var pairs = false;
        while (!TryTake(close))
        {
            if (items.Count > 0)
                Expect(",");
            items.Add(Next.Kind is TokenKind.Name or TokenKind.QuotedName && Follows(1, ":") ? new ConstantTerm(TokenKind.Text, Take().Value) : Term());
            if (open == '{' && TryTake(":"))
            {
                pairs = true;
                items.Add(Term());
            }
        }

        return new(open, pairs, items);
    }
}
