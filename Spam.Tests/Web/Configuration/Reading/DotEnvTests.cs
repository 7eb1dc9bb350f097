using Spam.Web.Configuration.Reading;

namespace Spam.Tests.Web.Configuration.Reading;

/// <summary>The values are those that python-dotenv 0.19.2 gave for the same lines.</summary>
public class DotEnvTests
{
    [Theory]
    [InlineData("A=1\nA=2", "A", "2")]
    [InlineData("B=\"two words\" # c", "B", "two words")]
    [InlineData("A=1\nC='sq $A ${A}'", "C", "sq $A ${A}")]
    [InlineData("export D=exp", "D", "exp")]
    [InlineData("A=1\nE=${A}-x\nA=2", "E", "1-x")]
    [InlineData("M=\"${UNSET:-dflt}\"", "M", "dflt")]
    [InlineData("M=${UNSET:-dflt}", "M", "dflt")]
    [InlineData("M=a${UNSET}b", "M", "ab")]
    [InlineData("F=un quoted # cmt", "F", "un quoted")]
    [InlineData("G=val#nocmt", "G", "val#nocmt")]
    [InlineData("H=", "H", "")]
    [InlineData(" J = spaced ", "J", "spaced")]
    [InlineData("K=\"multi\\nline\"", "K", "multi\nline")]
    [InlineData("K=\"multi\nline\"", "K", "multi\nline")]
    [InlineData("N=\"esc \\\"q\\\"\"", "N", "esc \"q\"")]
    [InlineData("S='it\\'s'", "S", "it's")]
    [InlineData("P=pa$word$$", "P", "pa$word$$")]
    [InlineData("P=C:\\x\\n", "P", "C:\\x\\n")]
    [InlineData("\ufeffA=1\r\nB=2\r\n", "B", "2")]
    [InlineData("# A=0\n\n  # more\nA=1", "A", "1")]
    [InlineData("U=ünï=x", "U", "ünï=x")]
    [InlineData("V=${OUTSIDE}", "V", "outside")]
    public void A_line_means_what_it_means_in_Python(string contents, string name, string value)
        => Assert.Equal(value, DotEnv.Parse(contents, new Dictionary<string, string> { ["OUTSIDE"] = "outside" })[name]);

    [Fact]
    public void A_name_alone_has_no_value() => Assert.Equal(["A", "B"], DotEnv.Parse("A=1\nI\nB=2", new Dictionary<string, string>()).Keys);

    [Fact]
    public void Lines_that_are_none_are_named_by_number_and_not_repeated()
    {
        var error = Assert.Throws<SettingsException>(() => DotEnv.Parse("A=1\nsecret word=\"x\nB=\"x\" y\n", new Dictionary<string, string>()));

        Assert.StartsWith(".env, line 2, is not NAME=value", error.Problems[0], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
