using System.Text.Json;
using Spam.Model;
using Spam.Tests.Model;

namespace Spam.Tests.Web;

/// <summary>A net with five labels, asked over both serving protocols.</summary>
public sealed class ServingProtocolsTests : IDisposable
{
    static readonly string[] _labels = ["billing", "bug", "account", "delivery", "other"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("softmax", false)]
    [InlineData("sigmoid", true)]
    public async Task A_model_of_five_labels_answers_the_same_over_each_protocol(string activation, bool isMultiLabel)
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata(_labels), width: 5, activation);
        var model = AIModel.Load(_folder.Path);
        var expected = model.Predict(["free prize", "see you at home"]);
        await using var server = await TestServer.StartAsync(classifier: new TableClassifier("tickets", "v2", model.Labels, text => [.. model.Predict(text).Scores.Values]));

        var rows = await AnswerAsync(server, "/v1/models/tickets:predict", """{"instances":["free prize","see you at home"]}""");
        var columns = await AnswerAsync(server, "/v1/models/tickets/versions/2:predict", """{"signature_name":"classify","inputs":["free prize","see you at home"]}""");
        var pairs = await AnswerAsync(server, "/v1/models/tickets:classify", """{"examples":[{"text":"free prize"},{"text":"see you at home"}]}""");
        var tensors = await AnswerAsync(server, "/v2/models/tickets/infer", """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["free prize","see you at home"]}]}""");

        var outputs = tensors.GetProperty("outputs");
        Assert.Equal(isMultiLabel, model.IsMultiLabel);
        for (var i = 0; i < expected.Count; i++)
        {
            var scores = expected[i].Scores.Values;
            Assert.Equal(scores, rows.GetProperty("predictions")[i].EnumerateArray().Select(score => score.GetSingle()));
            Assert.Equal(scores, columns.GetProperty("outputs").GetProperty("scores")[i].EnumerateArray().Select(score => score.GetSingle()));
            Assert.Equal(_labels, columns.GetProperty("outputs").GetProperty("classes")[i].EnumerateArray().Select(label => label.GetString()));
            Assert.Equal(scores, pairs.GetProperty("results")[i].EnumerateArray().Select(pair => pair[1].GetSingle()));
            Assert.Equal(scores, outputs[0].GetProperty("data").EnumerateArray().Skip(5 * i).Take(5).Select(score => (float)score.GetDouble()));
            Assert.Equal(expected[i].Top.Label, outputs[1].GetProperty("data")[i].GetString());
        }
    }

    static async Task<JsonElement> AnswerAsync(TestServer server, string path, string request)
    {
        var answer = await server.SendAsync("POST", path, request);
        Assert.True(answer.Status == 200, answer.Text);
        return JsonDocument.Parse(answer.Text).RootElement;
    }
}
