using Spam.Web.Http.Requests;
using Spam.Web.Json;

namespace Spam.Web.Predictions;

/// <summary>Turns what was sent into values as pydantic 1.9 does, and collects what is wrong in the order of the fields.</summary>
sealed class Fields
{
    readonly List<ValidationError> _errors = [];
    readonly Dictionary<string, object?>? _body;
    readonly string? _query;

    Fields(Dictionary<string, object?>? body, string? query) => (_body, _query) = (body, query);

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ValidationError> Errors => _errors;

    string Place => _query is null ? "body" : "query";

    /// <summary>The fields of a query string.</summary>
    public static Fields OfQuery(string query) => new(null, query);

    /// <summary>The fields of a body.</summary>
    public static Fields OfBody(ParsedBody body)
    {
        var fields = new Fields(body.Value is null || body.Error is not null ? null : PythonDictionary.From(body.Value), query: null);
        if (body.Error is { } error)
            fields._errors.Add(ValidationError.Malformed(error));
        else if (body.IsEmpty)
            fields._errors.Add(ValidationError.Missing(["body"]));
        else if (fields._body is null)
            fields._errors.Add(new(["body"], "value is not a valid dict", "type_error.dict"));
        return fields;
    }

    /// <summary>A text. Numbers and booleans become one.</summary>
    public string Text(string name, int maxLength)
        => Find(name, out var value) ? TextOf(value, [Place, name], maxLength) : "";

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string name, int maxCount, int maxLength)
    {
        if (!Find(name, out var value))
            return [];
        if (value is not List<object?> items)
        {
            _errors.Add(value is null
                ? ValidationError.Null([Place, name])
                : new([Place, name], "value is not a valid list", "type_error.list"));
            return [];
        }

        if (items.Count > maxCount)
        {
            _errors.Add(new([Place, name], $"ensure this value has at most {maxCount} items", "value_error.list.max_items", maxCount));
            return [];
        }

        var texts = new string[items.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = items[i] is string text && text.Length <= maxLength ? text : TextOf(items[i], [Place, name, i], maxLength);
        return texts;
    }

    /// <summary>A switch.</summary>
    public bool Switch(string name, bool byDefault)
    {
        if (_query is null ? _body is null || !_body.ContainsKey(name) : QueryText.Last(_query, name) is null)
            return byDefault;
        Find(name, out var value);
        if (PythonBoolean.TryRead(value, out var result))
            return result;
        _errors.Add(value is null
            ? ValidationError.Null([Place, name])
            : new([Place, name], "value could not be parsed to a boolean", "type_error.bool"));
        return byDefault;
    }

    bool Find(string name, out object? value)
    {
        value = null;
        if (_query is null)
        {
            if (_body is null)
                return false; // said once, for the body
            if (_body.TryGetValue(name, out value))
                return true;
        }
        else if ((value = QueryText.Last(_query, name)) is not null)
        {
            return true;
        }

        _errors.Add(ValidationError.Missing([Place, name]));
        return false;
    }

    string TextOf(object? value, object[] place, int maxLength)
    {
        var text = value switch
        {
            string given => given,
            JsonInteger integer => integer.Digits,
            double number => PythonNumber.ToText(number),
            bool flag => flag ? "True" : "False",
            _ => null,
        };
        if (text is null)
            _errors.Add(value is null ? ValidationError.Null(place) : new(place, "str type expected", "type_error.str"));
        else if (text.Length > maxLength && CodePoints.Count(text) > maxLength)
            _errors.Add(new(place, $"ensure this value has at most {maxLength} characters", "value_error.any_str.max_length", maxLength));
        return text ?? "";
    }
}
