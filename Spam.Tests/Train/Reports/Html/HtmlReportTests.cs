using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Spam.Tests.Train.Reports.Html;

public partial class HtmlReportTests
{
    [Fact]
    public void The_policy_allows_the_style_of_the_page_and_nothing_else()
    {
        var page = SampleEvaluation.Page(SampleEvaluation.Of(["ham", "spam"]));

        var style = Style().Match(page).Groups[1].Value;
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_never_markup()
    {
        var page = SampleEvaluation.Page(SampleEvaluation.Of(SampleEvaluation.Hostile, texts: SampleEvaluation.Hostile));

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(@"\u0000\u001b[2J\ud800", page, StringComparison.Ordinal);
        Assert.Contains("… (10,000 characters)", page, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('W', 1000), page, StringComparison.Ordinal);
        Assert.Single(Style().Matches(page));
    }

    [Fact]
    public void Texts_are_there_only_where_they_may_be_shown()
    {
        var without = SampleEvaluation.Page(SampleEvaluation.Of(["ham", "spam"]));
        var with = SampleEvaluation.Page(SampleEvaluation.Of(["ham", "spam"], texts: ["a very private text"]));

        Assert.Contains("--show-texts", without, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"text\"", without, StringComparison.Ordinal);
        Assert.Contains("a very private text", with, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(5, false)]
    [InlineData(40, false)]
    [InlineData(200, false)]
    [InlineData(4, true)]
    public void Any_number_of_labels_has_a_page(int numLabels, bool isMultiLabel)
    {
        var page = SampleEvaluation.Page(SampleEvaluation.Of([.. Enumerable.Range(0, numLabels).Select(label => $"label {label}")], isMultiLabel));

        Assert.Equal(!isMultiLabel, page.Contains("id=\"confusion\"", StringComparison.Ordinal));
        Assert.All(Number().Matches(page).Select(match => match.Groups[1].Value), number => Assert.DoesNotContain("NaN", number, StringComparison.Ordinal));
        Assert.InRange(page.Length, 20_000, 4_000_000);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        var evaluation = SampleEvaluation.Of(["ham", "spam"]) with { Logistic = null, WhyNoLogistic = "The file is gone.", Learning = null, Manifest = null, CrossValidation = null, Words = null, Mistakes = [] };

        var page = SampleEvaluation.Page(evaluation);

        Assert.Contains("There is no logistic regression to compare with. The file is gone.", page, StringComparison.Ordinal);
        Assert.Contains("There is no training_log.csv beside the model", page, StringComparison.Ordinal);
        Assert.Contains("The model folder has no manifest.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"folds\"", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex(" (?:x|y|d|width|height|cx|cy)=\"([^\"]*)\"")]
    private static partial Regex Number();
}
