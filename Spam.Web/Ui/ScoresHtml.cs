using System.Globalization;
using System.Net;
using System.Text;

namespace Spam.Web.Ui;

/// <summary>Writes a model's training scores: those of the whole as a list, those of each label as a table.</summary>
static class ScoresHtml
{
    /// <summary>HTML for people.</summary>
    /// <param name="scores">By name. What ends in a blank and a label is that label's: <c>recall spam</c>.</param>
    /// <param name="labels">The labels, in their order.</param>
    public static string Write(IReadOnlyDictionary<string, double> scores, IReadOnlyList<string> labels)
    {
        if (scores.Count == 0)
            return "<p class=\"hint\">How well it did in training was not written down.</p>";

        var whole = new List<(string Name, double Value)>();
        var names = new List<string>(); // the table's columns
        var cells = new Dictionary<(string Label, string Name), double>();
        foreach (var (key, value) in scores)
        {
            if (LabelOf(key, labels) is not { } label)
            {
                whole.Add((WordsOf(key), value));
                continue;
            }

            var name = key[..^(label.Length + 1)];
            cells[(label, name)] = value;
            if (!names.Contains(name))
                names.Add(name);
        }

        var html = new StringBuilder("<h3>On its test texts</h3>");
        WriteList(html, whole);
        if (names.Count > 0)
            WriteTable(html, labels, names, cells);
        return html.ToString();
    }

    static void WriteList(StringBuilder html, List<(string Name, double Value)> scores)
    {
        html.Append("<dl class=\"facts\">");
        foreach (var (name, value) in scores)
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{WebUtility.HtmlEncode(name)}</dt><dd>{value:0.000}</dd></div>");
        html.Append("</dl>");
    }

    static void WriteTable(StringBuilder html, IReadOnlyList<string> labels, List<string> names, Dictionary<(string Label, string Name), double> cells)
    {
        html.Append("<details><summary>Each label</summary><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Scores of each label\"><table><thead><tr><th scope=\"col\">Label</th>");
        foreach (var name in names)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{WebUtility.HtmlEncode(WordsOf(name))}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var label in labels)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"><bdi>{WebUtility.HtmlEncode(label)}</bdi></th>");
            foreach (var name in names)
                html.Append(CultureInfo.InvariantCulture, $"<td>{(cells.TryGetValue((label, name), out var value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "")}</td>");
            html.Append("</tr>");
        }

        html.Append("</tbody></table></div></details>");
    }

    // The longest that fits: a label may end as another does.
    static string? LabelOf(string key, IReadOnlyList<string> labels)
        => labels.Where(label => key.EndsWith($" {label}", StringComparison.Ordinal)).MaxBy(label => label.Length);

    static string WordsOf(string name) => name switch
    {
        "majority_baseline" => "Always the most frequent label",
        "logistic_baseline" => "Logistic regression",
        [var first, .. var rest] => $"{char.ToUpperInvariant(first)}{rest.Replace('_', ' ')}",
        _ => name,
    };
}
