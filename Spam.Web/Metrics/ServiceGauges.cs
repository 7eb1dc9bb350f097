using System.Diagnostics.Metrics;
using Spam.Web.CallLog;
using Spam.Web.Inference;
using Spam.Web.Repository;
using Spam.Web.Storage;

namespace Spam.Web.Metrics;

/// <summary>How the parts of the API are doing when somebody looks.</summary>
sealed class ServiceGauges(IMeterFactory meters, ModelRepository models, StoreGuard guard, InferenceQueue queue, CallLogQueue log)
{
    /// <summary>Makes the instruments.</summary>
    public void Begin()
    {
        var meter = meters.Create(ServiceMeter.Name);
        meter.CreateObservableGauge("spam.model.info", Infos, description: "The models that answer: 1 for each version.");
        meter.CreateObservableGauge("spam.model.load_timestamp", LoadTimes, "s", "When each version was loaded, in seconds since 1970.");
        meter.CreateObservableGauge("spam.storage.up", () => guard.IsUp ? 1 : 0, description: "1 where the store answered the last call, 0 where it did not.");
        meter.CreateObservableGauge("spam.queue.waiting", () => queue.Waiting, "{text}", "Texts that wait for the model.");
        meter.CreateObservableGauge("spam.log.waiting", () => log.Waiting, "{text}", "Texts that wait to be logged.");
    }

    IEnumerable<Measurement<int>> Infos()
    {
        foreach (var model in ModelsInUse.Of(models))
        {
            using (model)
                yield return new(1, new KeyValuePair<string, object?>("model", model.Name), new("version", model.Version), new("sha256", model.Classifier.ContentHash));
        }
    }

    IEnumerable<Measurement<double>> LoadTimes()
    {
        foreach (var model in ModelsInUse.Of(models))
        {
            using (model)
                yield return new(model.LoadedAt.ToUnixTimeMilliseconds() / 1e3, new KeyValuePair<string, object?>("model", model.Name), new("version", model.Version));
        }
    }
}
