using System.Text;

namespace Spam.Train.Data.Reading;

/// <summary>Lines of a label, a tab and a text, as the UCI SMS Spam Collection has them.</summary>
sealed class SmsRows(string path, Func<Stream> open) : LineRows(path, open)
{
    /// <inheritdoc/>
    public override DataFormat Format => DataFormat.Sms;

    /// <inheritdoc/>
    private protected override DataRow? Parse(ReadOnlyMemory<byte> line, long number, Action<RowFault> onFault)
    {
        var tab = line.Span.IndexOf((byte)'\t');
        if (tab < 0)
        {
            onFault(new(number, FaultKind.Form, "there is no tab between label and text. Put one there, or delete the line."));
            return null;
        }

        var label = Encoding.UTF8.GetString(line.Span[..tab]);
        return new DataRow(Encoding.UTF8.GetString(line.Span[(tab + 1)..]), label, number);
    }
}
