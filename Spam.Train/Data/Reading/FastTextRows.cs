using System.Text;

namespace Spam.Train.Data.Reading;

/// <summary>Lines as fastText reads them: labels with their prefix, then the text.</summary>
sealed class FastTextRows(string path, Func<Stream> open) : LineRows(path, open)
{
    /// <summary>What a label begins with.</summary>
    public static ReadOnlySpan<byte> Prefix => "__label__"u8;

    /// <inheritdoc/>
    public override DataFormat Format => DataFormat.FastText;

    /// <inheritdoc/>
    private protected override DataRow? Parse(ReadOnlyMemory<byte> line, long number, Action<RowFault> onFault)
    {
        var prefix = Encoding.UTF8.GetString(Prefix);
        var rest = Encoding.UTF8.GetString(line.Span).TrimStart(' ', '\t');
        var labels = new List<string>();
        while (rest.StartsWith(prefix, StringComparison.Ordinal))
        {
            var end = rest.AsSpan().IndexOfAny(' ', '\t');
            labels.Add(rest[prefix.Length..(end < 0 ? rest.Length : end)]);
            rest = end < 0 ? "" : rest[end..].TrimStart(' ', '\t');
        }

        if (labels.Count == 0)
            return Refuse("the line does not begin with __label__. Give it a label, or delete it.");
        if (labels.FirstOrDefault(label => label.Length == 0 || label.Contains(DataRow.LabelSeparator)) is { } wrong)
            return Refuse(wrong.Length == 0 ? "a label is empty. Write its name behind __label__." : "a label has a semicolon, which stands between labels here. Write it otherwise.");
        if (rest.Contains($" {prefix}", StringComparison.Ordinal) || rest.Contains($"\t{prefix}", StringComparison.Ordinal))
            return Refuse("a label stands behind words of the text. Put all labels before it.");

        return new DataRow(rest, string.Join(DataRow.LabelSeparator, labels), number);

        DataRow? Refuse(string message)
        {
            onFault(new(number, FaultKind.Label, message));
            return null;
        }
    }
}
