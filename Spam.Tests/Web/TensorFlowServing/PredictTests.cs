using System.Text;
using System.Text.Json;
using Spam.Web.Configuration;

namespace Spam.Tests.Web.TensorFlowServing;

public class PredictTests(SpamServer shared) : IClassFixture<SpamServer>
{
    const string Path = "/v1/models/spam:predict";

    [Theory]
    [InlineData("""{"instances":["WIN A CAR","hi"]}""", """{"predictions":[[0.14,0.86],[0.94,0.06]]}""")]
    [InlineData("""{"instances":[{"text":"WIN A CAR"},{"text":"hi"}]}""", """{"predictions":[[0.14,0.86],[0.94,0.06]]}""")]
    [InlineData("""{"instances":[["WIN A CAR"],["hi"]]}""", """{"predictions":[[0.14,0.86],[0.94,0.06]]}""")]
    [InlineData("""{"instances":[{"b64":"aGk="},"V0lO"]}""", """{"predictions":[[0.94,0.06],[0.14,0.86]]}""")]
    [InlineData("""{"instances":[{"b64":"aGk"}]}""", """{"predictions":[[0.94,0.06]]}""")] // the padding may be left off
    [InlineData("""{"instances":[{"text":{"b64":"aGk="}}]}""", """{"predictions":[[0.94,0.06]]}""")]
    [InlineData("""{"instances":[""]}""", """{"predictions":[[0.14,0.86]]}""")]
    [InlineData("""{"inputs":["WIN A CAR","hi"]}""", """{"outputs":[[0.14,0.86],[0.94,0.06]]}""")]
    [InlineData("""{"inputs":{"text":["WIN A CAR","hi"]}}""", """{"outputs":[[0.14,0.86],[0.94,0.06]]}""")]
    [InlineData("""{"inputs":{"text":[{"b64":"aGk="}]}}""", """{"outputs":[[0.94,0.06]]}""")]
    [InlineData("""{"inputs":[["hi"]]}""", """{"outputs":[[0.94,0.06]]}""")]
    [InlineData("""{"inputs":[]}""", """{"outputs":[]}""")]
    [InlineData("""{"signature_name":"serving_default","instances":["hi"]}""", """{"predictions":[[0.94,0.06]]}""")]
    [InlineData("""{"signature_name":"","instances":["hi"]}""", """{"predictions":[[0.94,0.06]]}""")]
    [InlineData("""{"signature_name":"classify","instances":["hi"]}""", """{"predictions":[{"classes":["ham","spam"],"scores":[0.94,0.06]}]}""")]
    [InlineData("""{"signature_name":"classify","inputs":["hi"]}""", """{"outputs":{"classes":[["ham","spam"]],"scores":[[0.94,0.06]]}}""")]
    [InlineData("""{"instances":["hi"],"more":NaN}""", """{"predictions":[[0.94,0.06]]}""")] // keys that nobody reads are left alone, and NaN is read
    [InlineData("""{"instances":["\ud83d","a\u0000b"]}""", """{"predictions":[[0.14,0.86],[0.14,0.86]]}""")]
    public async Task Rows_are_answered_with_predictions_and_columns_with_outputs(string request, string expected)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Path, request);

        Assert.Equal((200, expected), (answer.Status, answer.Text));
        Assert.Equal("application/json", answer.Headers["content-type"]);
        Assert.Null(answer.Chunks);
    }

    [Theory]
    [InlineData("", "JSON Parse error: The document is empty")]
    [InlineData("{\"instances\":[\"", "JSON Parse error: Unterminated string starting at at offset: 14")]
    [InlineData("""{"é":}""", "JSON Parse error: Expecting value at offset: 6")]
    [InlineData("null", "The body is null; expected a JSON object.")]
    [InlineData("[1]", "The body is a list; expected a JSON object.")]
    [InlineData("{}", "Missing 'inputs' or 'instances' key")]
    [InlineData("""{"instances":["a"],"inputs":["a"]}""", "Not formatted correctly: expecting only one of 'inputs' or 'instances' keys to exist")]
    [InlineData("""{"instances":"a"}""", "Expecting 'instances' to be a list/array; got a string.")]
    [InlineData("""{"instances":[]}""", "No values in 'instances' array")]
    [InlineData("""{"instances":["a",1]}""", "Failed to process element: 1 of 'instances'. Error: it is a number; expected a string, or an object {\"b64\": string}.")]
    [InlineData("""{"instances":[null]}""", "Failed to process element: 0 of 'instances'. Error: it is null; expected a string, or an object {\"b64\": string}.")]
    [InlineData("""{"instances":[["a","b"]]}""", "Failed to process element: 0 of 'instances'. Error: it is a list of 2; the input 'text' has shape [-1]: one string for each text.")]
    [InlineData("""{"instances":[["a"],"b"]}""", "Failed to process element: 1 of 'instances'. Error: it is a string, and the elements before are lists; expected one shape.")]
    [InlineData("""{"instances":["a",["b"]]}""", "Failed to process element: 1 of 'instances'. Error: it is a list of 1; the input 'text' has shape [-1]: one string for each text.")]
    [InlineData("""{"instances":[{"text":"a"},"b"]}""", "Expecting object but got a string at item 1 of 'instances'.")]
    [InlineData("""{"instances":["a",{"text":"b"}]}""", "Expecting value/list but got object at item 1 of 'instances'.")]
    [InlineData("""{"instances":[{"words":"a"}]}""", "Failed to process element: 0 of 'instances' list. Error: Missing named input: text")]
    [InlineData("""{"instances":[{"text":"a","lang":"en"}]}""", "Failed to process element: 0 of 'instances' list. Error: There is the input 'lang'; keys must be equal to: text")]
    [InlineData("""{"instances":[{"b64":"?"}]}""", "Failed to process element: 0 of 'instances'. Error: Unable to base64 decode")]
    [InlineData("""{"instances":[{"b64":"/w=="}]}""", "Failed to process element: 0 of 'instances'. Error: its 1 bytes are not UTF-8; expected a text.")]
    [InlineData("""{"instances":[{"b64":1}]}""", "Failed to process element: 0 of 'instances' list. Error: Missing named input: text")]
    [InlineData("""{"inputs":"a"}""", "'inputs' is a string, which has shape []; the input 'text' has shape [-1]: expected a list of strings.")]
    [InlineData("""{"inputs":{"words":["a"]}}""", "Missing named input: text")]
    [InlineData("""{"inputs":{"text":"a"}}""", "'inputs' is a string, which has shape []; the input 'text' has shape [-1]: expected a list of strings.")]
    [InlineData("""{"inputs":{"text":["a"],"lang":["en"]}}""", "There is the input 'lang'; keys must be equal to: text")]
    [InlineData("""{"signature_name":1,"instances":["a"]}""", "'signature_name' key must be a string value; got a number.")]
    [InlineData("""{"signature_name":"other","instances":["a"]}""", "Serving signature name: \"other\" not found in signature def. There is: serving_default, classify.")]
    public async Task What_is_wrong_is_told_in_one_sentence(string request, string error)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Path, request);

        Assert.Equal((400, error), (answer.Status, ErrorOf(answer)));
        Assert.Equal("application/json", answer.Headers["content-type"]);
    }

    [Fact]
    public async Task The_type_of_the_body_is_not_looked_at()
    {
        await using var server = await TestServer.StartAsync(classifier: TableClassifier.Spam());

        var form = await server.SendAsync("POST", Path, """{"instances":["hi"]}""", ("content-type", "application/x-www-form-urlencoded"));

        Assert.Equal((200, """{"predictions":[[0.94,0.06]]}"""), (form.Status, form.Text));
    }

    [Fact]
    public async Task The_JSON_is_looked_at_before_the_model_and_the_model_before_the_texts()
    {
        await using var server = await TestServer.StartAsync(classifier: TableClassifier.Spam());

        var malformed = await server.SendAsync("POST", "/v1/models/half:predict", "{");
        var unknown = await server.SendAsync("POST", "/v1/models/half:predict", "{}");

        Assert.Equal(400, malformed.Status);
        Assert.Equal((404, "Servable not found for request: Latest(half)"), (unknown.Status, ErrorOf(unknown)));
    }

    [Fact]
    public async Task Limits_hold()
    {
        var limits = new Limits(BodyBytes: 2_000, TextLength: 10, Texts: 2);
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Limits = limits }, TableClassifier.Spam());

        var texts = await server.SendAsync("POST", Path, """{"instances":["a","b","c"]}""");
        var named = await server.SendAsync("POST", Path, """{"instances":[{"text":"a"},{"text":"b"},{"text":"c"}]}""");
        var text = await server.SendAsync("POST", Path, """{"instances":["a","12345678901"]}""");
        var emoji = await server.SendAsync("POST", Path, """{"instances":["😀😀😀😀😀😀😀😀😀😀"]}""");
        var body = await server.SendAsync("POST", Path, $$"""{"instances":["{{new string('a', 2_000)}}"]}""");
        var deep = await server.SendAsync("POST", Path, $$"""{"instances":{{new string('[', 950)}}""");
        var digits = await server.SendAsync("POST", Path, $$"""{"instances":[1{{new string('0', 1_900)}}]}""");

        Assert.Equal((400, "The call has 3 texts; at most 2 are read. Send the others with another call."), (texts.Status, ErrorOf(texts)));
        Assert.Equal((400, ErrorOf(texts)), (named.Status, ErrorOf(named)));
        Assert.Equal((400, "Text 1 has 11 characters; at most 10 are read."), (text.Status, ErrorOf(text)));
        Assert.Equal(200, emoji.Status);
        Assert.Equal((413, "The body is too large."), (body.Status, ErrorOf(body)));
        Assert.Equal((400, "JSON Parse error: The body is nested more than 900 deep."), (deep.Status, ErrorOf(deep)));
        Assert.Equal(400, digits.Status);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var server = await TestServer.StartAsync(classifier: TableClassifier.Spam());
        var head = Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 4\r\n\r\n");

        var answer = await RawClient.SendAsync(server.Port, [.. head, 0x7B, 0xFF, 0xC0, 0x7D]);

        Assert.Equal((400, "JSON Parse error: The body is not UTF-8."), (answer.Status, ErrorOf(answer)));
    }

    [Fact]
    public async Task Answers_are_kept_and_shared_with_the_other_routes()
    {
        var classifier = TableClassifier.Spam();
        await using var server = await TestServer.StartAsync(classifier: classifier);

        await server.SendAsync("POST", Path, """{"instances":["one","one","two"]}""");
        var other = await server.PredictAsync("one");
        await server.SendAsync("POST", "/v1/models/spam:classify", """{"examples":[{"text":"two"}]}""");

        Assert.Contains("\"from_cache\":true", other.Text, StringComparison.Ordinal);
        Assert.Equal(2, classifier.Calls);
    }

    [Fact]
    public async Task Each_text_of_a_valid_call_stands_in_the_call_log()
    {
        await using var server = await TestServer.StartAsync(classifier: TableClassifier.Spam());

        await server.SendAsync("POST", Path, """{"instances":["one","one"]}""");
        await server.SendAsync("POST", Path, """{"instances":["wrong",1]}""");
        await server.SendAsync("POST", "/v1/models/half:predict", """{"instances":["nowhere"]}""");
        await server.SendAsync("POST", "/v1/models/spam:classify", """{"examples":[{"text":"two"}]}""");
        await server.SendAsync("POST", "/v1/models/spam:regress", """{"examples":[{"text":"three"}]}""");
        var log = await server.SendAsync("GET", "/recent_log");

        Assert.Equal(["one", "one", "two"], JsonDocument.Parse(log.Text).RootElement.EnumerateArray().Select(entry => entry.GetProperty("input").GetString()));
    }

    [Fact]
    public async Task Scores_of_many_and_of_several_labels_stand_in_the_order_of_the_labels()
    {
        string[] labels = [.. Enumerable.Range(0, 300).Select(i => $"label {i}")];
        var scores = labels.Select((_, i) => (float)i / 300).ToArray(); // several may be likely: they sum to far more than one
        await using var server = await TestServer.StartAsync(classifier: new TableClassifier("many", "1", labels, _ => scores));

        var answer = await server.SendAsync("POST", "/v1/models/many:predict", """{"instances":["a"]}""");
        var classified = await server.SendAsync("POST", "/v1/models/many:classify", """{"examples":[{"text":"a"}]}""");

        Assert.Equal(scores, JsonDocument.Parse(answer.Text).RootElement.GetProperty("predictions")[0].EnumerateArray().Select(score => score.GetSingle()));
        Assert.Equal(labels, JsonDocument.Parse(classified.Text).RootElement.GetProperty("results")[0].EnumerateArray().Select(pair => pair[0].GetString()));
    }

    static string? ErrorOf(RawAnswer answer)
    {
        var error = JsonDocument.Parse(answer.Text).RootElement;
        return error.EnumerateObject().Count() == 1 ? error.GetProperty("error").GetString() : answer.Text;
    }
}
