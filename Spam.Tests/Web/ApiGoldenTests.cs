using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Model;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Web.Storage.Cassandra;
using Spam.Web.CallLog;
using Spam.Web.Classification;
using Spam.Web.Configuration;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web;

/// <summary>Every recorded pair of the workshop's service over a real socket, and every intended difference exactly as it is declared.</summary>
public class ApiGoldenTests
{
    const string Main = "api/main.json", Trained = "api/trained.json", StoreDown = "api/store-down.json", Differences = "api/cassandra-differences.json";

    static readonly Settings _settings = TestServer.Settings with
    {
        Limits = new(BodyBytes: 50_000_000, TextLength: 10_000_000, Texts: 20_000, UrlLength: 200_000),
    };

    public static TheoryData<string> MainScenarios => GoldenPairs.Scenarios(Main);

    public static TheoryData<string> TrainedScenarios => GoldenPairs.Scenarios(Trained);

    public static TheoryData<string> DifferencesScenarios => GoldenPairs.Scenarios(Differences);

    public static TheoryData<string> StoreDownScenarios => GoldenPairs.Scenarios(StoreDown);

    [SkippableTheory, MemberData(nameof(MainScenarios))]
    public Task The_service_with_the_mock(string scenario) => RunAsync(Main, scenario);

    [SkippableTheory, MemberData(nameof(MainScenarios))]
    public Task The_service_on_a_double_of_Cassandra(string scenario) => RunAsync(Main, scenario, onCassandra: true);

    /// <summary>What the workshop's service answers otherwise on a real Cassandra: it fails, and we do not.</summary>
    [SkippableTheory, MemberData(nameof(DifferencesScenarios))]
    public Task The_service_where_the_workshop_fails_on_Cassandra(string scenario) => RunAsync(Differences, scenario, onCassandra: true);

    [SkippableTheory, MemberData(nameof(TrainedScenarios))]
    public Task The_service_with_the_trained_model(string scenario)
    {
        var folder = GoldenData.Require("api/trained-model");
        return RunAsync(Trained, scenario, new ModelClassifier(AIModel.Load(folder), "v1", "training/trained_model_v1"));
    }

    [SkippableTheory, MemberData(nameof(StoreDownScenarios))]
    public Task The_service_while_every_call_of_its_store_fails(string scenario) => RunAsync(StoreDown, scenario, change: services =>
    {
        services.Replace(ServiceDescriptor.Singleton<IPredictionCache, BrokenStore>());
        services.Replace(ServiceDescriptor.Singleton<ICallLog, BrokenStore>());
    });

    [SkippableFact]
    public void Every_intended_difference_names_a_pair_and_a_decision()
    {
        var pairs = new[] { Main, Trained, StoreDown, Differences }.SelectMany(file => GoldenData.Json(file).EnumerateArray().Select(pair => (file, GoldenPairs.NameOf(pair), GoldenPairs.StepOf(pair)))).ToHashSet();

        Assert.All(GoldenPairs.AllDeviations, deviation =>
        {
            Assert.Contains(($"api/{deviation.GetProperty("file").GetString()}", GoldenPairs.NameOf(deviation), GoldenPairs.StepOf(deviation)), pairs);
            Assert.NotEmpty(deviation.GetProperty("decision").GetString()!);
        });
    }

    static async Task RunAsync(string file, string scenario, ITextClassifier? classifier = null, Action<IServiceCollection>? change = null, bool onCassandra = false)
    {
        var hour = DateTime.UtcNow.Hour;
        var differences = await DifferencesAsync(file, scenario, classifier, change, onCassandra);
        if (differences.Count > 0 && DateTime.UtcNow.Hour != hour) // the log begins anew with each hour
            differences = await DifferencesAsync(file, scenario, classifier, change, onCassandra);

        Assert.Empty(differences);
    }

    static async Task<IReadOnlyList<string>> DifferencesAsync(string file, string scenario, ITextClassifier? classifier, Action<IServiceCollection>? change, bool onCassandra)
    {
        var differences = new List<string>();
        var pairs = GoldenPairs.Of(file, scenario);
        await using var cassandra = onCassandra ? FakeCassandra.Start() : null;
        var settings = cassandra is null ? _settings : CassandraStore.SettingsFor(cassandra) with { Limits = _settings.Limits };
        await using var server = await TestServer.StartAsync(settings, classifier, change);
        foreach (var pair in pairs)
        {
            var request = pair.GetProperty("request");
            var answer = await RawClient.SendAsync(server.Port, GoldenRequest.ToBytes(request), request.GetProperty("method").GetString() == "HEAD");
            differences.AddRange(DifferencesOf(file, pair, answer).Select(difference => $"step {GoldenPairs.StepOf(pair)}: {difference}"));
        }

        return differences;
    }

    static IReadOnlyList<string> DifferencesOf(string file, JsonElement pair, RawAnswer answer)
    {
        var recorded = GoldenComparison.Differences(pair.GetProperty("response"), answer, GoldenPairs.AddedHeaders);
        if (GoldenPairs.DeviationOf(file, pair) is not { } deviation)
            return recorded;
        return recorded.Count == 0
            ? ["the answer is as recorded: take it out of deviations.json"]
            : GoldenComparison.Differences(deviation.GetProperty("response"), answer, GoldenPairs.AddedHeaders);
    }
}
