using System.Globalization;
using System.Text;

namespace Spam.Web.Json;

/// <summary>
/// Reads JSON as Python's <c>json.loads</c> does, with its liberties (NaN, Infinity, repeated keys: the last wins) and its messages.
/// Values are <see cref="string"/>, <see cref="JsonInteger"/>, <see cref="double"/>, <see cref="bool"/>, <c>null</c>,
/// <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c>.
/// </summary>
/// <remarks>Source: Python 3.9, Modules/_json.c.</remarks>
ref struct JsonParser
{
    // Python stops at about 1,000 calls within each other, its own included.
    const int DeepestNesting = 900;

    // Python 3.9.14 and later refuse to turn more digits into an integer.
    const int MostDigits = 4300;

    readonly string _document;
    readonly ReadOnlySpan<char> _text;
    JsonError? _error;
    int _next;
    int _depth;

    JsonParser(string document)
    {
        _document = document;
        _text = document;
    }

    /// <summary>Reads the one value that <paramref name="document"/> holds.</summary>
    /// <returns>The error, or null for a value.</returns>
    /// <exception cref="JsonUnreadableException">It is nested too deep, or holds a number that is too long.</exception>
    public static JsonError? Parse(string document, out object? value)
    {
        var parser = new JsonParser(document);
        parser.SkipBlanks();
        if (parser.Value(out value))
        {
            parser.SkipBlanks();
            if (parser._next != document.Length)
                parser.Fail(parser._next, "Extra data");
        }

        return parser._error;
    }

    readonly char Next => _next < _text.Length ? _text[_next] : '\0';

    bool Value(out object? value)
    {
        value = null;
        switch (Next)
        {
            case '"':
                return String(out value);
            case '{':
                return Object(out value);
            case '[':
                return Array(out value);
            case 'n' when Word("null"):
                return true;
            case 't' when Word("true"):
                value = true;
                return true;
            case 'f' when Word("false"):
                value = false;
                return true;
            case 'N' when Word("NaN"):
                value = double.NaN;
                return true;
            case 'I' when Word("Infinity"):
                value = double.PositiveInfinity;
                return true;
            case '-' when Word("-Infinity"):
                value = double.NegativeInfinity;
                return true;
            default:
                return Number(out value);
        }
    }

    bool Word(string word)
    {
        if (!_text[_next..].StartsWith(word, StringComparison.Ordinal))
            return false;
        _next += word.Length;
        return true;
    }

    bool Object(out object? value)
    {
        Enter();
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        value = members;
        _next++;
        SkipBlanks();
        while (Next != '}' || members.Count > 0)
        {
            if (Next != '"')
                return Fail(_next, "Expecting property name enclosed in double quotes");
            if (!String(out var key))
                return false;
            SkipBlanks();
            if (Next != ':')
                return Fail(_next, "Expecting ':' delimiter");
            _next++;
            SkipBlanks();
            if (!Value(out var member))
                return false;
            members[(string)key!] = member; // String gave true, and with it a text
            SkipBlanks();
            if (Next == '}')
                break;
            if (Next != ',')
                return Fail(_next, "Expecting ',' delimiter");
            _next++;
            SkipBlanks();
        }

        return Leave();
    }

    bool Array(out object? value)
    {
        Enter();
        var items = new List<object?>();
        value = items;
        _next++;
        SkipBlanks();
        while (Next != ']' || items.Count > 0)
        {
            if (!Value(out var item))
                return false;
            items.Add(item);
            SkipBlanks();
            if (Next == ']')
                break;
            if (Next != ',')
                return Fail(_next, "Expecting ',' delimiter");
            _next++;
            SkipBlanks();
        }

        return Leave();
    }

    bool String(out object? value)
    {
        var start = _next++;
        var rest = _text[_next..];
        var plain = rest.IndexOfAny('"', '\\');
        value = null;
        if (plain < 0)
            plain = rest.Length;
        if (rest[..plain].IndexOfAnyInRange('\0', '\u001f') is >= 0 and var control)
            return Fail(_next + control, "Invalid control character at");
        if (plain == rest.Length)
            return Fail(start, "Unterminated string starting at");
        if (rest[plain] == '"')
        {
            value = rest[..plain].ToString();
            _next += plain + 1;
            return true;
        }

        return EscapedString(start, out value);
    }

    bool EscapedString(int start, out object? value)
    {
        value = null;
        var text = new StringBuilder();
        while (_next < _text.Length)
        {
            var character = _text[_next];
            if (character == '"')
            {
                _next++;
                value = text.ToString();
                return true;
            }

            if (character < ' ')
                return Fail(_next, "Invalid control character at");
            if (character != '\\')
                text.Append(character);
            else if (!Escape(start, text))
                return false;
            _next++;
        }

        return Fail(start, "Unterminated string starting at");
    }

    // Leaves the last character of the escape as the next one.
    bool Escape(int start, StringBuilder text)
    {
        var backslash = _next++;
        if (_next == _text.Length)
            return Fail(start, "Unterminated string starting at");
        if (_text[_next] == 'u')
        {
            // A text that ends with the fourth digit is answered as one that ends before.
            if (_next + 5 >= _text.Length
                || !ushort.TryParse(_text.Slice(_next + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                return Fail(_next, "Invalid \\uXXXX escape");
            text.Append((char)unit);
            _next += 4;
            return true;
        }

        var meaning = _text[_next] switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (meaning == '\0')
            return Fail(backslash, "Invalid \\escape");
        text.Append(meaning);
        return true;
    }

    bool Number(out object? value)
    {
        value = null;
        var (start, index) = (_next, _next);
        if (At(index) == '-')
            index++;
        if (!Digit(index))
            return Fail(start, "Expecting value");
        var digits = index;
        index = At(index) == '0' ? index + 1 : AfterDigits(index);
        digits = index - digits;
        var whole = true;
        if (At(index) == '.' && Digit(index + 1))
            (index, whole) = (AfterDigits(index + 1), false);
        if (At(index) is 'e' or 'E')
        {
            var exponent = At(index + 1) is '+' or '-' ? index + 2 : index + 1;
            if (Digit(exponent))
                (index, whole) = (AfterDigits(exponent), false);
        }

        var number = _text[start..index];
        _next = index;
        if (!whole)
            value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        else if (digits > MostDigits)
            throw new JsonUnreadableException($"A whole number has {digits} digits; at most {MostDigits} are read.");
        else
            value = new JsonInteger(number is "-0" ? "0" : number.ToString());
        return true;
    }

    readonly char At(int index) => index < _text.Length ? _text[index] : '\0';

    readonly bool Digit(int index) => At(index) is >= '0' and <= '9';

    readonly int AfterDigits(int index)
    {
        while (Digit(index))
            index++;
        return index;
    }

    void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\n' or '\r')
            _next++;
    }

    void Enter()
    {
        if (++_depth > DeepestNesting)
            throw new JsonUnreadableException($"The body is nested more than {DeepestNesting} deep.");
    }

    bool Leave()
    {
        _depth--;
        _next++;
        return true;
    }

    bool Fail(int index, string reason)
    {
        _error = JsonError.At(_document, index, reason);
        return false;
    }
}
