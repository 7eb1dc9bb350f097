namespace Spam.Web.Json;

/// <summary>Where and why a text is no JSON, in the words of Python's <c>json.JSONDecodeError</c>.</summary>
/// <param name="Reason">What was expected.</param>
/// <param name="Document">The text.</param>
/// <param name="Position">The place, in code points from 0.</param>
/// <param name="Line">The line, from 1; only <c>\n</c> ends one.</param>
/// <param name="Column">The place within its line, in code points from 1.</param>
sealed record JsonError(string Reason, string Document, int Position, int Line, int Column)
{
    /// <summary>The message as Python words it.</summary>
    public string Message => $"{Reason}: line {Line} column {Column} (char {Position})";

    /// <summary>The error at <paramref name="index"/>, which counts UTF-16 units.</summary>
    public static JsonError At(string document, int index, string reason)
    {
        var before = document.AsSpan(0, index);
        var lineStart = before.LastIndexOf('\n') + 1;
        return new(reason, document, CodePoints.Count(before), before.Count('\n') + 1, CodePoints.Count(before[lineStart..]) + 1);
    }
}
