using Spam.Web.Configuration;
using Spam.Web.Repository;
using Spam.Web.Repository.Versions;

namespace Spam.Tests.Web.Repositories;

public sealed class ModelRepositoryTests : IDisposable
{
    readonly FakeRepository _models = new();

    public void Dispose() => _models.Dispose();

    [Theory]
    [InlineData("latest", "v10 Available, v9 End, 2 End")]
    [InlineData("latest:2", "v10 Available, v9 Available, 2 End")]
    [InlineData("latest:9", "v10 Available, v9 Available, 2 Available")]
    [InlineData("all", "v10 Available, v9 Available, 2 Available")]
    [InlineData("specific:2,v9,v11", "v10 End, v9 Available, 2 Available")]
    public void The_policy_says_which_versions_are_loaded(string policy, string status)
    {
        _models.With("spam/2", "spam/v9", "spam/v10").Open(policy);

        Assert.Equal(status, _models.StatusOf());
        Assert.Equal(status.Split(", ").Count(version => version.EndsWith("Available", StringComparison.Ordinal)), _models.Loads.Count);
    }

    [Fact]
    public void Several_models_answer_at_once()
    {
        _models.With("spam/v1", "spam/v2", "tickets/v1", "not-a-model/logs", "spam/.v3.new", "spam/logs/x").Open("all");

        Assert.Equal(["spam", "tickets"], _models.Models.Names.Except(["not-a-model"]));
        Assert.Equal(("spam v2 good", "tickets v1 good", "spam v1 good"), (_models.Answering(), _models.Answering("tickets"), _models.Answering("spam", "v1")));
        Assert.Equal("v2 Available, v1 Available", _models.StatusOf());
    }

    [Fact]
    public async Task A_new_version_takes_over_and_the_old_one_goes_with_its_last_request()
    {
        _models.With("spam/v1").Open();
        var lease = _models.Models.Borrow(default);
        _models.With("spam/v2");

        await _models.Models.CheckNowAsync(default);
        var unsettled = _models.StatusOf();
        await _models.Models.CheckNowAsync(default);
        var underWay = _models.StatusOf();
        var (before, after) = (lease.Classifier.Version, _models.Answering());
        lease.Dispose();

        Assert.Equal(("v2 Start, v1 Available", "v2 Available, v1 Unloading", "v2 Available, v1 End"), (unsettled, underWay, _models.StatusOf()));
        Assert.Equal(("v1", "spam v2 good"), (before, after));
    }

    [Fact]
    public async Task A_bad_version_replaces_nothing_is_told_once_and_tried_again_when_its_files_change()
    {
        _models.With("spam/v1").Open();
        _models.Write("spam/v2", "broken");

        for (var i = 0; i < 5; i++)
            await _models.Models.CheckNowAsync(default);
        var (bad, answering, loads) = (_models.StatusOf(), _models.Answering(), _models.Loads.Count);
        _models.Write("spam/v2", "mended");
        await _models.CheckTwiceAsync();

        Assert.Equal(("v2 End!, v1 Available", "spam v1 good", 2), (bad, answering, loads));
        Assert.Equal(("v2 Available, v1 End", "spam v2 mended"), (_models.StatusOf(), _models.Answering()));
        Assert.Contains("spam: version v2 cannot be used", Assert.Single(_models.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_start_the_newest_that_can_be_loaded_answers()
    {
        _models.With("spam/v1", "spam/v2").Write("spam/v3", "broken");

        _models.Open();
        await _models.CheckTwiceAsync();

        Assert.Equal(("v3 End!, v2 Available, v1 End", "spam v2 good"), (_models.StatusOf(), _models.Answering()));
        Assert.Equal(["spam/v3", "spam/v2"], _models.Loads);
    }

    [Fact]
    public async Task Changed_files_of_a_version_are_loaded_as_new_and_bad_ones_change_nothing()
    {
        _models.With("spam/v1").Open();
        var lease = _models.Models.Borrow(default);

        _models.Write("spam/v1", "retrained");
        await _models.CheckTwiceAsync();
        var swapped = _models.Answering();
        _models.Write("spam/v1", "broken");
        await _models.CheckTwiceAsync();
        var (kept, status) = (_models.Answering(), _models.Models.StatusOf("spam")[0]);
        _models.Write("spam/v1", "mended");
        await _models.CheckTwiceAsync();

        Assert.Equal(("spam v1 retrained", "spam v1 retrained", "spam v1 mended"), (swapped, kept, _models.Answering()));
        Assert.Equal(VersionState.Available, status.State);
        Assert.Contains("is broken", status.Error, StringComparison.Ordinal);
        Assert.Equal(("v1 Available", "good"), (_models.StatusOf(), lease.Classifier.Labels[0]));
        lease.Dispose();
    }

    [Fact]
    public async Task Without_a_manifest_files_must_have_stood_still()
    {
        _models.With("spam/v1").Open();

        for (var i = 0; i < 4; i++)
        {
            _models.Write("spam/v2", new string('x', i + 1)); // still growing
            await _models.Models.CheckNowAsync(default);
            Assert.Equal("v2 Start, v1 Available", _models.StatusOf());
        }

        await _models.Models.CheckNowAsync(default);

        Assert.Equal("spam v2 xxxx", _models.Answering());
    }

    [Fact]
    public async Task A_version_whose_folder_goes_is_unloaded_but_the_last_one_stays_until_another_comes()
    {
        _models.With("spam/v1", "spam/v2").Open("all");

        _models.Delete("spam/v2");
        await _models.Models.CheckNowAsync(default);
        var one = (_models.StatusOf(), _models.Answering());
        _models.Delete("spam/v1");
        await _models.CheckTwiceAsync();
        var none = (_models.StatusOf(), _models.Answering());
        _models.With("spam/v3");
        await _models.CheckTwiceAsync();

        Assert.Equal(("v1 Available", "spam v1 good"), one);
        Assert.Equal(("v1 Available!", "spam v1 good"), none);
        Assert.Equal(("v3 Available", "spam v3 good"), (_models.StatusOf(), _models.Answering()));
        Assert.Contains("its folder has gone", Assert.Single(_models.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_comes_back_is_loaded_again()
    {
        _models.With("spam/v1").Open();
        _models.Delete("spam/v1");
        await _models.Models.CheckNowAsync(default);

        _models.Write("spam/v1", "back");
        await _models.CheckTwiceAsync();

        Assert.Equal(("v1 Available", "spam v1 back"), (_models.StatusOf(), _models.Answering()));
    }

    [Fact]
    public async Task Models_come_and_go_with_their_folders_except_the_default()
    {
        _models.With("spam/v1").Open();

        _models.With("tickets/v1");
        await _models.CheckTwiceAsync();
        var added = _models.Answering("tickets");
        _models.Delete("tickets");
        _models.Delete("spam");
        await _models.CheckTwiceAsync();

        Assert.Equal("tickets v1 good", added);
        Assert.Equal("There is no model 'tickets'. There is: spam.", Assert.Throws<UnknownModelException>(() => _models.Answering("tickets")).Message);
        Assert.Equal("spam v1 good", _models.Answering());
    }

    [Fact]
    public async Task Nothing_changes_while_the_repository_cannot_be_read()
    {
        _models.With("spam/v1", "tickets/v1").Open();

        Directory.Move(_models.Path, _models.Path + ".gone");
        await _models.CheckTwiceAsync();
        var without = (_models.StatusOf(), _models.Answering("tickets"));
        Directory.Move(_models.Path + ".gone", _models.Path);
        await _models.CheckTwiceAsync();

        Assert.Equal(("v1 Available", "tickets v1 good"), without);
        Assert.Equal("v1 Available", _models.StatusOf());
        Assert.Single(_models.Complaints);
    }

    [Fact]
    public async Task Labels_stand_for_versions_whatever_the_policy()
    {
        _models.With("spam/v1", "spam/v2", "tickets/v1").Open(labels: "stable=v1,spam/canary=v2,spam/next=v3,tickets/main=v1");

        _models.With("spam/v3");
        var missing = Assert.Throws<UnknownModelException>(() => _models.Answering(label: "next"));
        await _models.CheckTwiceAsync();

        Assert.Equal(("spam v1 good", "spam v2 good", "spam v3 good"), (_models.Answering(), _models.Answering(label: "canary"), _models.Answering(label: "next")));
        Assert.Equal("tickets v1 good", _models.Answering("tickets", label: "main"));
        Assert.Equal("The model 'spam' has no version 'v3' that can answer. The label 'next' stands for it. Those that can: v2, v1.", missing.Message);
        Assert.Equal("The model 'tickets' has no label 'next'. Its labels: main.", Assert.Throws<UnknownModelException>(() => _models.Answering("tickets", label: "next")).Message);
    }

    [Fact]
    public async Task The_stable_version_stays_though_its_folder_goes()
    {
        _models.With("spam/v1", "spam/v2").Open(labels: "stable=v1");

        _models.Delete("spam/v1");
        await _models.CheckTwiceAsync();

        Assert.Equal(("v2 Available, v1 Available!", "spam v1 good"), (_models.StatusOf(), _models.Answering()));
    }

    [Fact]
    public async Task What_is_not_loaded_yet_is_not_ready()
    {
        _models.With("spam/v1").Write("tickets/v1", "broken");
        _models.Open();
        _models.With("spam/v2");
        await _models.Models.CheckNowAsync(default);

        Assert.Equal("No version of the model 'tickets' can answer yet.", Assert.Throws<ModelNotReadyException>(() => _models.Answering("tickets")).Message);
        Assert.Equal("The version 'v2' of the model 'spam' cannot answer yet.", Assert.Throws<ModelNotReadyException>(() => _models.Answering(version: "v2")).Message);
    }

    [Theory]
    [InlineData("latest", "", null, "holds 2 models: spam, tickets. Set DEFAULT_MODEL to the one that answers where none is named.")]
    [InlineData("latest", "", "ham", "DEFAULT_MODEL=ham is none of the models in")]
    [InlineData("latest", "ham/stable=v1", "spam", "MODEL_LABELS holds 'ham/stable=v1', but there is no model ham: there is spam, tickets.")]
    [InlineData("latest", "stable=v9", "spam", "MODEL_LABELS holds 'stable=v9', so version v9 answers where none is asked for, but it cannot. There is no such version.")]
    [InlineData("specific:v7", "", "spam", "No version that is wanted is in")]
    [InlineData("latest", "", "tickets", "The model cannot be used. ")]
    public void Settings_that_name_what_is_not_there_are_told_at_the_start(string policy, string labels, string? defaultModel, string message)
    {
        _models.With("spam/v1").Write("tickets/v1", "broken");

        var error = Assert.Throws<StartException>(() => _models.Open(policy, labels, defaultModel));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_repository_is_told_at_the_start()
    {
        Assert.Contains("the folder does not exist", Assert.Throws<StartException>(() => _models.Open()).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_models.Path);
        Assert.Contains("a model is a folder of versions in it", Assert.Throws<StartException>(() => _models.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_versions_change_no_request_fails_and_each_keeps_what_it_has()
    {
        _models.With("spam/v1").Open();
        var stop = false;
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var count = 0;
            for (; !Volatile.Read(ref stop); count++)
            {
                using var lease = _models.Models.Borrow(default);
                Assert.Equal(lease.Version, lease.Classifier.Version);
            }

            return count;
        })).ToArray();

        for (var i = 2; i < 30; i++)
        {
            _models.With($"spam/v{i}");
            await _models.CheckTwiceAsync();
            _models.Delete($"spam/v{i - 1}");
        }

        Volatile.Write(ref stop, true);
        Assert.All(await Task.WhenAll(callers), count => Assert.True(count > 0));
        await _models.CheckTwiceAsync();
        Assert.Equal("v29 Available", _models.StatusOf());
    }
}
