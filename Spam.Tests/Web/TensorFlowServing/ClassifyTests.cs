using System.Text.Json;

namespace Spam.Tests.Web.TensorFlowServing;

public class ClassifyTests(SpamServer shared) : IClassFixture<SpamServer>
{
    [Theory]
    [InlineData("""{"examples":[{"text":"WIN"},{"text":"hi"}]}""", """{"results":[[["ham",0.14],["spam",0.86]],[["ham",0.94],["spam",0.06]]]}""")]
    [InlineData("""{"examples":[{"text":["hi"]}]}""", """{"results":[[["ham",0.94],["spam",0.06]]]}""")]
    [InlineData("""{"examples":[{"text":{"b64":"aGk="}}]}""", """{"results":[[["ham",0.94],["spam",0.06]]]}""")]
    [InlineData("""{"context":{"text":"hi"},"examples":[{}]}""", """{"results":[[["ham",0.94],["spam",0.06]]]}""")]
    [InlineData("""{"context":{},"examples":[{"text":"hi"}]}""", """{"results":[[["ham",0.94],["spam",0.06]]]}""")]
    [InlineData("""{"signature_name":"classify","examples":[{"text":"hi"}]}""", """{"results":[[["ham",0.94],["spam",0.06]]]}""")]
    [InlineData("""{"signature_name":"serving_default","examples":[{"text":"hi"}]}""", """{"results":[[["ham",0.94],["spam",0.06]]]}""")]
    public async Task Each_example_is_answered_with_labels_and_scores(string request, string expected)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", "/v1/models/spam:classify", request);

        Assert.Equal((200, expected), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("{}", "When method is classify, key 'examples' is expected and was not found")]
    [InlineData("""{"examples":{}}""", "Expecting 'examples' value to be a list/array; got an object.")]
    [InlineData("""{"examples":[]}""", "'examples' value is an empty array")]
    [InlineData("""{"examples":["hi"]}""", "Example 0 must be a JSON object; got a string.")]
    [InlineData("""{"examples":[{}]}""", "Example 0: Feature: text (data type: string) is required but could not be found.")]
    [InlineData("""{"examples":[{"text":"a"},{"text":5}]}""", "Failed to process element: 1 of 'examples'. Error: it is a number; expected a string, or an object {\"b64\": string}.")]
    [InlineData("""{"examples":[{"text":["a","b"]}]}""", "Example 0 has 2 values for the feature 'text'; expected one.")]
    [InlineData("""{"examples":[{"text":"a","lang":"en"}]}""", "Example 0 has the feature 'lang'; the model reads: text.")]
    [InlineData("""{"context":"en","examples":[{"text":"a"}]}""", "context must be a JSON object; got a string.")]
    [InlineData("""{"context":{"text":"a"},"examples":[{"text":"a"}]}""", "Example 0 has the feature 'text', which 'context' has for all: expected in one of them.")]
    [InlineData("""{"signature_name":"other","examples":[{"text":"a"}]}""", "Serving signature name: \"other\" not found in signature def. There is: serving_default, classify.")]
    public async Task What_is_wrong_is_told_in_one_sentence(string request, string error)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", "/v1/models/spam:classify", request);

        Assert.Equal((400, error), (answer.Status, JsonDocument.Parse(answer.Text).RootElement.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Regression_is_refused_for_models_that_classify()
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", "/v1/models/spam:regress", """{"examples":[{"text":"a"}]}""");
        var malformed = await server.SendAsync("POST", "/v1/models/spam:regress", "{}");
        var unknown = await server.SendAsync("POST", "/v1/models/half:regress", """{"examples":[{"text":"a"}]}""");

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(
            "{\"error\":\"Expected regression signature method_name to be tensorflow/serving/regress. Was: tensorflow/serving/predict.", answer.Text, StringComparison.Ordinal);
        Assert.Equal((400, 404), (malformed.Status, unknown.Status));
    }
}
