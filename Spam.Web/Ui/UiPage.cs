using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Spam.Web.Classification;
using Spam.Web.Configuration;

namespace Spam.Web.Ui;

/// <summary>Writes into the page what is known of the model, so that it stands there for those without JavaScript too.</summary>
static partial class UiPage
{
    const int FewLabels = 8; // so many are named

    const string NotThere = "<p class=\"hint\">The model cannot answer yet. Look here again in a moment.</p>";

    static readonly string _template = Encoding.UTF8.GetString(Asset.Load("page.html", "text/html").Contents.Span);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Gap();

    /// <summary>The page's bytes.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="model">What the model is called.</param>
    /// <param name="classifier">The model; null while it is not there.</param>
    public static ReadOnlyMemory<byte> Write(Settings settings, string model, ITextClassifier? classifier)
    {
        var values = new Dictionary<string, string>
        {
            ["name"] = WebUtility.HtmlEncode(settings.ApiName),
            ["model"] = WebUtility.HtmlEncode(model),
            ["version"] = WebUtility.HtmlEncode(classifier?.Version ?? ""),
            ["labels"] = classifier is null ? "" : Labels(classifier.Labels),
            ["scores"] = classifier is null ? NotThere : ScoresHtml.Write(classifier.TrainingScores, classifier.Labels),
            ["mock"] = settings.MockModel ? "" : " hidden",
            ["key"] = settings.ApiKeys.Count > 0 ? "needed" : "",
            ["most_texts"] = settings.Limits.Texts.ToString(CultureInfo.InvariantCulture),
            ["many_labels"] = classifier?.IsMultiLabel == true ? "true" : "false",
        };
        return Encoding.UTF8.GetBytes(Gap().Replace(_template, gap => values[gap.Groups[1].Value]));
    }

    static string Labels(IReadOnlyList<string> labels)
        => labels.Count > FewLabels
            ? labels.Count.ToString(CultureInfo.InvariantCulture)
            : string.Join(", ", labels.Select(label => $"<bdi>{WebUtility.HtmlEncode(label)}</bdi>"));
}
