using System.Text;
using Spam.Web.OpenInference;
using Spam.Web.Repository;
using Spam.Web.TensorFlowServing;

namespace Spam.Tests.Web.Repositories;

public class VersionNumberTests
{
    [Theory]
    [InlineData("v1", "1")]
    [InlineData("12", "12")]
    [InlineData("v007", "7")]
    [InlineData("mock", "mock")]
    [InlineData("v", "v")]
    [InlineData("v-1", "v-1")]
    [InlineData("v1-beta", "v1-beta")]
    public void The_number_of_a_version_is_told(string version, string number) => Assert.Equal(number, VersionNumber.Of(version));

    [Theory]
    [InlineData("1", "1")] // its own name before another's number
    [InlineData("v1", "v1")]
    [InlineData("2", "v2")]
    [InlineData("02", "v2")]
    [InlineData("beta", "beta")]
    [InlineData("3", null)]
    [InlineData("", null)]
    public void A_version_is_found_by_its_name_or_its_number(string asked, string? found)
        => Assert.Equal(found, VersionNumber.Find(["v2", "v1", "1", "beta"], asked));

    [Fact]
    public void Each_state_is_told_in_the_words_of_each_protocol()
    {
        VersionStatus[] versions =
        [
            new("v6", VersionState.Start), new("v5", VersionState.Loading), new("v4", VersionState.Available), new("v3", VersionState.Available, "changed"),
            new("v2", VersionState.Unloading), new("v1", VersionState.End, "no \"weights\""),
        ];

        var serving = Encoding.UTF8.GetString(ServingJson.Status(versions).Span);
        var index = Encoding.UTF8.GetString(ModelJson.Index(versions.Select(version => ("spam", version))).Span);

        Assert.Equal(
            """{"model_version_status":[{"version":"6","state":"START","status":{"error_code":"OK","error_message":""}},{"version":"5","state":"LOADING","status":{"error_code":"OK","error_message":""}},{"version":"4","state":"AVAILABLE","status":{"error_code":"OK","error_message":""}},{"version":"3","state":"AVAILABLE","status":{"error_code":"OK","error_message":"changed"}},{"version":"2","state":"UNLOADING","status":{"error_code":"OK","error_message":""}},{"version":"1","state":"END","status":{"error_code":"UNKNOWN","error_message":"no \"weights\""}}]}""",
            serving);
        Assert.Equal(
            """[{"name":"spam","version":"v6","state":"LOADING","reason":""},{"name":"spam","version":"v5","state":"LOADING","reason":""},{"name":"spam","version":"v4","state":"READY","reason":""},{"name":"spam","version":"v3","state":"READY","reason":"changed"},{"name":"spam","version":"v2","state":"UNLOADING","reason":""},{"name":"spam","version":"v1","state":"UNAVAILABLE","reason":"no \"weights\""}]""",
            index);
    }
}
