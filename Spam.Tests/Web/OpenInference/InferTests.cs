using System.Text.Json;
using Spam.Web.Configuration;

namespace Spam.Tests.Web.OpenInference;

public class InferTests(SpamServer shared) : IClassFixture<SpamServer>
{
    const string Path = "/v2/models/spam/infer";
    const string Both = """{"model_name":"spam","model_version":"v3","outputs":[{"name":"probabilities","shape":[1,2],"datatype":"FP32","data":[0.9399999976158142,0.05999999865889549]},{"name":"label","shape":[1],"datatype":"BYTES","data":["ham"]}]}""";

    [Theory]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"]}]}""")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1,1],"datatype":"BYTES","data":["hi"]}]}""")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1,1],"datatype":"BYTES","data":[["hi"]]}]}""")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"],"parameters":{"content_type":"str"}}],"parameters":{"binary_data_output":false,"priority":1}}""")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"]}],"outputs":[]}""")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"]}],"outputs":[{"name":"probabilities","parameters":{"binary_data":false}},{"name":"label"}]}""")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"]}],"more":[1]}""")]
    public async Task Texts_are_taken_flat_or_nested_and_all_outputs_answered(string request)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Path, request);

        Assert.Equal((200, Both, "application/json"), (answer.Status, answer.Text, answer.Headers["content-type"]));
    }

    [Fact]
    public async Task The_id_comes_back_and_the_outputs_that_are_asked_for()
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Path, """{"id":"42","inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["WIN A CAR","hi"]}],"outputs":[{"name":"probabilities"}]}""");
        var label = await server.SendAsync("POST", Path, """{"id":"é\u0000\ud83d","inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["WIN A CAR","hi"]}],"outputs":[{"name":"label"}]}""");

        Assert.Equal(
            """{"model_name":"spam","model_version":"v3","id":"42","outputs":[{"name":"probabilities","shape":[2,2],"datatype":"FP32","data":[0.14000000059604645,0.8600000143051147,0.9399999976158142,0.05999999865889549]}]}""",
            answer.Text);
        Assert.Equal("""{"model_name":"spam","model_version":"v3","id":"é\u0000\ud83d","outputs":[{"name":"label","shape":[2],"datatype":"BYTES","data":["spam","ham"]}]}""", label.Text);
    }

    [Fact]
    public async Task No_texts_have_no_answers()
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Path, """{"inputs":[{"name":"text","shape":[0],"datatype":"BYTES","data":[]}],"outputs":[{"name":"probabilities"}]}""");

        Assert.Equal("""{"model_name":"spam","model_version":"v3","outputs":[{"name":"probabilities","shape":[0,2],"datatype":"FP32","data":[]}]}""", answer.Text);
    }

    [Theory]
    [InlineData(1, """{"name":"probabilities","shape":[2,1],"datatype":"BYTES","data":["0.86:1:spam","0.94:0:ham"]}""")]
    [InlineData(2, """{"name":"probabilities","shape":[2,2],"datatype":"BYTES","data":["0.86:1:spam","0.14:0:ham","0.94:0:ham","0.06:1:spam"]}""")]
    [InlineData(9, """{"name":"probabilities","shape":[2,2],"datatype":"BYTES","data":["0.86:1:spam","0.14:0:ham","0.94:0:ham","0.06:1:spam"]}""")]
    public async Task Classification_tells_the_likeliest_labels(int classes, string output)
    {
        var server = shared.Server;

        var answer = await server.SendAsync(
            "POST", Path, $$$"""{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["WIN","hi"]}],"outputs":[{"name":"probabilities","parameters":{"classification":{{{classes}}}}}]}""");

        Assert.Equal($$"""{"model_name":"spam","model_version":"v3","outputs":[{{output}}]}""", answer.Text);
    }

    [Theory]
    [InlineData("", "JSON Parse error: The document is empty")]
    [InlineData("[]", "The body is a list; expected a JSON object.")]
    [InlineData("{", "JSON Parse error: Expecting property name enclosed in double quotes at offset: 1")]
    [InlineData("{}", "The request has no 'inputs'; expected a list of tensors.")]
    [InlineData("""{"inputs":{}}""", "The request: 'inputs' is an object; expected a list of tensors.")]
    [InlineData("""{"inputs":null}""", "The request: 'inputs' is null; expected a list of tensors.")]
    [InlineData("""{"inputs":[]}""", "The request has 0 inputs; the model has one: 'text'.")]
    [InlineData("""{"inputs":[{},{}]}""", "The request has 2 inputs; the model has one: 'text'.")]
    [InlineData("""{"inputs":["hi"]}""", "inputs[0] is a string; expected an object.")]
    [InlineData("""{"id":7,"inputs":[]}""", "The request: 'id' is a number; expected a string.")]
    [InlineData("""{"parameters":[],"inputs":[]}""", "The request: 'parameters' is a list; expected an object.")]
    [InlineData("""{"parameters":{"a":[]},"inputs":[]}""", "The request: the parameter 'a' is a list; expected a string, a number or a boolean.")]
    public async Task A_request_of_another_form_is_refused(string request, string error) => await RefusesAsync(request, error);

    [Theory]
    [InlineData("""{}""", "inputs[0] has no 'name'; expected a string.")]
    [InlineData("""{"name":"words"}""", "inputs[0] is called 'words'; the model has one input: 'text'.")]
    [InlineData("""{"name":"text"}""", "inputs[0] has no 'datatype'; expected a string.")]
    [InlineData("""{"name":"text","datatype":"FP32"}""", "inputs[0]: the input 'text' has datatype 'FP32'; expected BYTES.")]
    [InlineData("""{"name":"text","datatype":"BYTES"}""", "inputs[0] has no 'shape'; expected a list of whole numbers.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":1}""", "inputs[0]: 'shape' is a number; expected a list of whole numbers.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[],"data":[]}""", "inputs[0]: 'shape' has 0 dimensions; expected [n] or [n,1] for n texts.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1,1,1],"data":["a"]}""", "inputs[0]: 'shape' has 3 dimensions; expected [n] or [n,1] for n texts.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1,2],"data":["a","b"]}""", "inputs[0]: 'shape' is [1,2]; expected [n] or [n,1] for n texts.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[-1],"data":["a"]}""", "inputs[0]: shape[0] is -1; expected a whole number from 0.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1.0],"data":["a"]}""", "inputs[0]: shape[0] is a number; expected a whole number from 0.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":["1"],"data":["a"]}""", "inputs[0]: shape[0] is a string; expected a whole number from 0.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1]}""", "inputs[0] has no 'data'; expected a list of strings.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1],"data":"a"}""", "inputs[0]: 'data' is a string; expected a list of strings.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[3],"data":["a","b"]}""", "inputs[0]: 'shape' is [3], which is 3 texts; 'data' has 2 elements.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[9000000000000000000],"data":["a"]}""", "inputs[0]: 'shape' is [9000000000000000000], which is 9000000000000000000 texts; 'data' has 1 elements.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1],"data":[["a"]]}""", "inputs[0]: 'data' holds lists; 'shape' is [1]: expected strings, or shape [1,1].")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1,1],"data":[["a","b"]]}""", "inputs[0]: data[0] is a list of 2; 'shape' is [1,1]: expected a list of one string.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[2,1],"data":[["a"],"b"]}""", "inputs[0]: data[1] is a string; 'shape' is [2,1]: expected a list of one string.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[2],"data":["a",1]}""", "inputs[0]: data[1] is a number; expected a string, as datatype BYTES has in JSON.")]
    [InlineData("""{"name":"text","datatype":"BYTES","shape":[1],"data":["a"],"parameters":{"binary_data_size":5}}""", "inputs[0]: the parameter 'binary_data_size' is of the binary tensor data extension, which this server does not have: send and ask for tensors as JSON.")]
    public async Task An_input_of_another_name_datatype_or_shape_is_refused(string input, string error) => await RefusesAsync($$"""{"inputs":[{{input}}]}""", error);

    [Theory]
    [InlineData("""{"name":"label"}""", "The request: 'outputs' is an object; expected a list of outputs.")]
    [InlineData("""["label"]""", "outputs[0] is a string; expected an object.")]
    [InlineData("""[{}]""", "outputs[0] has no 'name'; expected a string.")]
    [InlineData("""[{"name":"scores"}]""", "outputs[0]: there is no output 'scores'; the model has: probabilities, label.")]
    [InlineData("""[{"name":"\ud83d1234567890123456789012345678901234567890123456789012345678901"}]""", "outputs[0]: there is no output '\ufffd12345678901234567890123456789012345678901234567890123456789…'; the model has: probabilities, label.")]
    [InlineData("""[{"name":"label"},{"name":"label"}]""", "outputs[1] asks for 'label' again; expected each output once.")]
    [InlineData("""[{"name":"label","parameters":{"binary_data":true}}]""", "outputs[0]: the parameter 'binary_data' is of the binary tensor data extension, which this server does not have: send and ask for tensors as JSON.")]
    [InlineData("""[{"name":"label","parameters":{"classification":1}}]""", "outputs[0]: the parameter 'classification' is for numbers; 'label' is BYTES: ask it of 'probabilities'.")]
    [InlineData("""[{"name":"probabilities","parameters":{"classification":0}}]""", "outputs[0]: the parameter 'classification' is 0; expected a whole number from 1.")]
    [InlineData("""[{"name":"probabilities","parameters":{"classification":"1"}}]""", "outputs[0]: the parameter 'classification' is a string; expected a whole number from 1.")]
    [InlineData("""[{"name":"probabilities","parameters":{"classification":99999999999}}]""", "outputs[0]: the parameter 'classification' is 99999999999; expected a whole number from 1.")]
    public async Task An_output_that_is_not_there_is_refused(string outputs, string error)
        => await RefusesAsync($$"""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"]}],"outputs":{{outputs}}}""", error);

    [Fact]
    public async Task Binary_tensors_are_refused()
    {
        var server = shared.Server;
        const string request = """{"parameters":{"binary_data_output":true},"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"]}]}""";

        var header = await server.SendAsync("POST", Path, request, ("inference-header-content-length", "117"));
        var output = await server.SendAsync("POST", Path, request);

        Assert.Equal((400, """{"error":"The header 'Inference-Header-Content-Length' is of the binary tensor data extension, which this server does not have: send and ask for tensors as JSON."}"""), (header.Status, header.Text));
        Assert.Equal(400, output.Status);
        Assert.StartsWith("{\"error\":\"The parameter 'binary_data_output' is of the binary", output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_hold()
    {
        var limits = new Limits(BodyBytes: 1_000, TextLength: 10, Texts: 2);
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Limits = limits }, TableClassifier.Spam());

        var texts = await server.SendAsync("POST", Path, """{"inputs":[{"name":"text","shape":[3],"datatype":"BYTES","data":["a","b","c"]}]}""");
        var text = await server.SendAsync("POST", Path, """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a","12345678901"]}]}""");
        var body = await server.SendAsync("POST", Path, new string(' ', 1_001));

        Assert.Equal((400, """{"error":"The call has 3 texts; at most 2 are read. Send the others with another call."}"""), (texts.Status, texts.Text));
        Assert.Equal((400, """{"error":"Text 1 has 11 characters; at most 10 are read."}"""), (text.Status, text.Text));
        Assert.Equal((413, """{"error":"The body is too large."}"""), (body.Status, body.Text));
    }

    [Fact]
    public async Task Answers_are_kept_and_calls_logged()
    {
        var classifier = TableClassifier.Spam();
        await using var server = await TestServer.StartAsync(classifier: classifier);

        await server.SendAsync("POST", Path, """{"inputs":[{"name":"text","shape":[3],"datatype":"BYTES","data":["one","two","one"]}]}""");
        await server.SendAsync("POST", Path, """{"inputs":[{"name":"text","shape":[1],"datatype":"FP32","data":["wrong"]}]}""");
        var other = await server.PredictAsync("two");
        var log = await server.SendAsync("GET", "/recent_log");

        Assert.Contains("\"from_cache\":true", other.Text, StringComparison.Ordinal);
        Assert.Equal(2, classifier.Calls);
        Assert.Equal(["one", "two", "one", "two"], JsonDocument.Parse(log.Text).RootElement.EnumerateArray().Select(entry => entry.GetProperty("input").GetString()));
    }

    [Fact]
    public async Task Scores_of_many_and_of_several_labels_stand_row_after_row()
    {
        string[] labels = [.. Enumerable.Range(0, 300).Select(i => $"label {i}")];
        var scores = labels.Select((_, i) => 0.9f - (i / 2 / 300f)).ToArray(); // pairs are equally likely
        await using var server = await TestServer.StartAsync(classifier: new TableClassifier("many", "1", labels, _ => scores));

        var answer = await server.SendAsync(
            "POST", "/v2/models/many/infer", """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a","b"]}]}""");
        var classes = await server.SendAsync(
            "POST", "/v2/models/many/infer", """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}],"outputs":[{"name":"probabilities","parameters":{"classification":3}}]}""");

        var probabilities = JsonDocument.Parse(answer.Text).RootElement.GetProperty("outputs")[0];
        Assert.Equal([2, 300], probabilities.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal([.. scores, .. scores], probabilities.GetProperty("data").EnumerateArray().Select(score => score.GetSingle()));
        Assert.Equal(["0:label 0", "1:label 1", "2:label 2"], JsonDocument.Parse(classes.Text).RootElement.GetProperty("outputs")[0].GetProperty("data").EnumerateArray().Select(item => item.GetString()!.Split(':', 2)[1]));
    }

    async Task RefusesAsync(string request, string error)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Path, request);

        Assert.Equal((400, error), (answer.Status, JsonDocument.Parse(answer.Text).RootElement.GetProperty("error").GetString()));
    }
}
