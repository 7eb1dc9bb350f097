using Spam.Web.Configuration;
using Spam.Web.Configuration.Reading;
using Spam.Web.Repository.Versions;

namespace Spam.Tests.Web.Repositories;

public class RepositorySettingsTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        var settings = From(
            ("MODEL_REPOSITORY", "models"), ("DEFAULT_MODEL", "spam"), ("MODEL_VERSION_POLICY", "specific:v1, v3"), ("MODEL_LABELS", "spam/stable=v1, canary=v3"), ("MODEL_POLL_SECONDS", "0"));

        Assert.Equal(("models", "spam", TimeSpan.Zero), (settings.Folder, settings.DefaultModel, settings.Poll));
        Assert.Equal(VersionPolicy.Only("v1", "v3"), settings.Policy);
        Assert.Equal([new("spam", "stable", "v1"), new(null, "canary", "v3")], settings.Labels);
    }

    [Theory]
    [InlineData("latest", 1)]
    [InlineData("latest:3", 3)]
    [InlineData("all", int.MaxValue)]
    public void A_policy_counts_from_the_newest(string text, int newest) => Assert.Equal(VersionPolicy.Latest(newest), From(("MODEL_VERSION_POLICY", text)).Policy);

    [Theory]
    [InlineData("MODEL_VERSION_POLICY", "newest", "MODEL_VERSION_POLICY=newest is none of latest, latest:2 (or another number), all, specific:v1,v3.")]
    [InlineData("MODEL_VERSION_POLICY", "latest:0", "MODEL_VERSION_POLICY=latest:0 is none of latest, latest:2 (or another number), all, specific:v1,v3.")]
    [InlineData("MODEL_VERSION_POLICY", "specific:", "MODEL_VERSION_POLICY=specific: is none of latest, latest:2 (or another number), all, specific:v1,v3.")]
    [InlineData("MODEL_LABELS", "stable", "MODEL_LABELS holds 'stable', which is no label of a version. Write model/label=version with commas between, as spam/stable=v1,spam/canary=v2; without model/ it is the default model.")]
    [InlineData("MODEL_LABELS", "a/b/c=v1", "MODEL_LABELS holds 'a/b/c=v1', which is no label of a version. Write model/label=version with commas between, as spam/stable=v1,spam/canary=v2; without model/ it is the default model.")]
    [InlineData("MODEL_LABELS", "spam/x=v1,spam/x=v2", "MODEL_LABELS gives spam/x twice. A label stands for one version.")]
    [InlineData("MODEL_POLL_SECONDS", "-1", "MODEL_POLL_SECONDS=-1 is no whole number from 0 to 86400. Leave it away for 10.")]
    [InlineData("DEFAULT_MODEL", "spam", "DEFAULT_MODEL=spam names a model of MODEL_REPOSITORY, which is not set.")]
    public void What_cannot_be_used_is_named(string name, string value, string problem)
        => Assert.Equal([problem], Assert.Throws<SettingsException>(() => From((name, value))).Problems);

    [Fact]
    public void Two_settings_that_say_which_version_answers_are_one_too_many()
    {
        var repository = Assert.Throws<SettingsException>(() => From(("MODEL_REPOSITORY", "models"), ("MODEL_VERSION", "v1")));
        var policy = Assert.Throws<SettingsException>(() => From(("MODEL_VERSION", "v1"), ("MODEL_VERSION_POLICY", "all")));

        Assert.Equal(["MODEL_VERSION=v1 names a version of MODEL_DIRECTORY; with MODEL_REPOSITORY set MODEL_VERSION_POLICY=specific:v1 in its place."], repository.Problems);
        Assert.Equal(["MODEL_VERSION=v1 and MODEL_VERSION_POLICY=all both say which version answers. Leave one of them away."], policy.Problems);
    }

    static RepositorySettings From(params (string Name, string Value)[] variables)
        => Settings.From(variables.ToDictionary(variable => variable.Name, variable => variable.Value)).Repository;
}
