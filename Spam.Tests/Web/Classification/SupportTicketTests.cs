using System.Text.Json;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Train.Training;

namespace Spam.Tests.Web.Classification;

/// <summary>Another classifier in another folder answers on the same routes.</summary>
public sealed class SupportTicketTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_support_ticket_classifier_answers_with_its_five_labels()
    {
        var folder = Train();
        var settings = TestServer.Settings with { MockModel = false, ModelDirectory = folder, ModelVersion = null };
        var expected = AIModel.Load(folder).Predict("I was charged twice for my invoice");
        await using var server = await TestServer.StartAsync(settings);

        var answer = await server.PredictAsync("I was charged twice for my invoice");
        var batch = await server.SendAsync("POST", "/predictions", """{"texts":["The app crashes when I log in","I was charged twice for my invoice"]}""");

        var result = JsonDocument.Parse(answer.Text).RootElement;
        Assert.Equal(5, expected.Scores.Count);
        Assert.Equal(expected.Scores.Select(score => $"{score.Key} {(double)score.Value:R}"), result.GetProperty("prediction").EnumerateObject().Select(score => $"{score.Name} {score.Value.GetDouble():R}"));
        Assert.Equal(expected.Top.Label, result.GetProperty("top").GetProperty("label").GetString());
        Assert.Equal([false, true], JsonDocument.Parse(batch.Text).RootElement.EnumerateArray().Select(item => item.GetProperty("from_cache").GetBoolean()));
    }

    [Theory]
    [InlineData(SavedForm.SavedModel, KerasVersion.Keras2)]
    [InlineData(SavedForm.SavedModel, KerasVersion.Keras3)]
    [InlineData(SavedForm.Keras, KerasVersion.Both)]
    [InlineData(SavedForm.Keras, KerasVersion.Keras3)]
    [InlineData(SavedForm.H5, KerasVersion.Both)]
    [InlineData(SavedForm.H5, KerasVersion.Keras2)]
    public async Task A_model_in_any_form_is_served(SavedForm form, KerasVersion keras)
    {
        const string Text = "I was charged twice for my invoice";
        var expected = AIModel.Load(Train()).Predict(Text);
        var settings = TestServer.Settings with { MockModel = false, ModelDirectory = Train(form, keras, version: "v2"), ModelVersion = null };
        await using var server = await TestServer.StartAsync(settings);

        var answer = await server.PredictAsync(Text);

        var scores = JsonDocument.Parse(answer.Text).RootElement.GetProperty("prediction").EnumerateObject().ToDictionary(score => score.Name, score => score.Value.GetDouble());
        Assert.Equal(expected.Scores.Keys, scores.Keys);
        Assert.All(expected.Scores, score => Assert.Equal(score.Value, scores[score.Key], tolerance: 1e-6)); // a graph alone sums in another order
    }

    // A net of a few weights on the bundled tickets: seconds, and good enough to have five labels.
    string Train(SavedForm form = SavedForm.SavedModel, KerasVersion keras = KerasVersion.Both, string version = "v1")
    {
        var run = TrainingRun.Prepare(new()
        {
            Data = Path.Combine(Repository.Root, "training", "dataset", "support-tickets.csv"),
            Out = _folder["artifacts"],
            Name = "tickets",
            Version = version,
            Format = form,
            Keras = keras,
            NumWords = 200,
            MaxLength = 20,
            EmbeddingDim = 8,
            Units = 8,
            Epochs = 1,
        });
        Artifacts.Write(run, run.Train(Verbose.Silent, TextWriter.Null, [], CancellationToken.None), DateTimeOffset.UnixEpoch);
        return run.Options.ModelFolder;
    }
}
