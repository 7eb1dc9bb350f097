using System.Text.Json;
using System.Text.Json.Serialization;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.Callbacks;

/// <summary>A training between two epochs, in a folder: a tensor bundle of the weights and the optimizer's variables, and a JSON file of the numbers.</summary>
static partial class TrainingBackup
{
    const string TensorsName = "tensors", NumbersName = "training.json";

    /// <summary>Writes the state of a training into a folder.</summary>
    /// <param name="folder">The folder, which is empty.</param>
    /// <param name="model">The model that is trained.</param>
    /// <param name="nextEpoch">The epoch to go on with, counted from 0.</param>
    /// <param name="seed">Where that epoch's random numbers begin.</param>
    public static void Write(string folder, Model model, int nextEpoch, int seed)
    {
        var optimizer = OptimizerOf(model);
        BundleWriter.Write(Path.Combine(folder, TensorsName), TensorsOf(model, optimizer), new());
        var numbers = new Numbers(optimizer.ClassName, optimizer.Iterations, optimizer.LearningRate, nextEpoch, seed);
        File.WriteAllText(Path.Combine(folder, NumbersName), JsonSerializer.Serialize(numbers, NumbersJson.Default.Numbers));
    }

    /// <summary>Brings a model to the state in a folder.</summary>
    /// <returns>The epoch to go on with.</returns>
    /// <exception cref="KerasException">The backup is damaged, or of another model; then nothing is changed.</exception>
    public static int Restore(string folder, Model model)
    {
        if (!model.IsBuilt)
            throw new KerasException($"There is a backup in {folder}, but the model '{model.Name}' is not built yet. Begin it with an InputLayer or call Build.");

        var optimizer = OptimizerOf(model);
        var numbers = ReadNumbers(Path.Combine(folder, NumbersName));
        if (numbers.Optimizer != optimizer.ClassName)
            throw OfAnother(folder, $"it was trained with {FileText.Show(numbers.Optimizer)}, now with {optimizer.ClassName}");

        var bundle = new BundleReader(Path.Combine(folder, TensorsName));
        var targets = TensorsOf(model, optimizer);
        if (!bundle.Keys.Where(key => key != BundleWriter.ObjectGraphKey).ToHashSet().SetEquals(targets.Keys))
            throw OfAnother(folder, $"it holds {bundle.Keys.Count - 1} tensors, the model and its optimizer {targets.Count}");
        if (targets.FirstOrDefault(target => !bundle.ShapeOf(target.Key).Equals(target.Value.Shape)) is { Key: not null } wrong)
            throw OfAnother(folder, $"{wrong.Key} has shape {bundle.ShapeOf(wrong.Key)} there and {wrong.Value.Shape} here");

        foreach (var (tensor, target) in targets.Select(target => (bundle.ReadTensor(target.Key), target.Value)).ToList()) // all are read before one is changed
            tensor.Span.CopyTo(target.Span);
        foreach (var parameter in model.Parameters)
            parameter.Changed();

        optimizer.Iterations = numbers.Iterations;
        if (optimizer.Schedule is null)
            optimizer.LearningRate = numbers.LearningRate;
        model.Random = new(numbers.Seed);
        return numbers.NextEpoch;
    }

    static Optimizer OptimizerOf(Model model) => model.Optimizer!; // a model that trains is compiled

    static Dictionary<string, Tensor> TensorsOf(Model model, Optimizer optimizer)
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (place, parameter) in model.Parameters.Index())
            tensors[$"weight {place} {parameter.Name}"] = parameter.Value;
        foreach (var (place, variable) in optimizer.Variables(model.TrainableParameters).Index())
            tensors[$"optimizer {place} {variable.Name}"] = variable.Value;
        return tensors;
    }

    static Numbers ReadNumbers(string path)
    {
        try
        {
            var numbers = JsonSerializer.Deserialize(File.ReadAllText(path), NumbersJson.Default.Numbers);
            if (numbers is { Optimizer: not null, Iterations: >= 0, NextEpoch: >= 0 })
                return numbers;
        }
        catch (Exception error) when (error is JsonException or FileNotFoundException)
        {
            throw new KerasException($"{path} is no record of a training: {error.Message} Remove its folder to train from the beginning.", error);
        }

        throw new KerasException($"{path} is no record of a training. Remove its folder to train from the beginning.");
    }

    static KerasException OfAnother(string folder, string difference)
        => new($"The backup in {folder} is of another training: {difference}. Give each training a folder of its own, or remove this one.");

    internal sealed record Numbers(string Optimizer, long Iterations, float LearningRate, int NextEpoch, int Seed);

    [JsonSerializable(typeof(Numbers))]
    sealed partial class NumbersJson : JsonSerializerContext;
}
