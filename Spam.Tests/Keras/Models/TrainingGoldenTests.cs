using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Callbacks;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Models;
using Spam.Tests.Keras.Layers;

namespace Spam.Tests.Keras.Models;

/// <summary>Whole trainings of Keras, step by step: from the same weights, on the same batches, to the same weights.</summary>
public class TrainingGoldenTests
{
    const string Index = "numerics/training/cases.json";

    public static TheoryData<string> Fits => GoldenData.Names(Index, golden => golden.TryGetProperty("fit", out _));

    public static TheoryData<string> MaskedSteps => GoldenData.Names(Index, golden => golden.TryGetProperty("steps", out _));

    public static TheoryData<string> RealShapes => GoldenData.Names(Index, golden => golden.TryGetProperty("weights_file", out _));

    [SkippableTheory, MemberData(nameof(Fits))]
    public void A_training_ends_where_Keras_ends(string name)
    {
        var golden = GoldenData.Case(Index, name);
        Deviations.Check("training", name, () => RunFit(golden));
    }

    [SkippableTheory, MemberData(nameof(MaskedSteps))]
    public void Steps_with_the_same_masks_give_the_same_weights(string name)
    {
        var golden = GoldenData.Case(Index, name);
        Deviations.Check("training", name, () => RunMaskedSteps(golden));
    }

    [SkippableTheory, MemberData(nameof(RealShapes))]
    public void The_real_shapes_have_Keras_outputs_and_gradients(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz("numerics/" + golden.GetProperty("file").GetString());
        var weights = GoldenData.Npz("numerics/" + golden.GetProperty("weights_file").GetString());
        var maskZero = golden.GetProperty("mask_zero").GetBoolean();
        var (embedding, lstm, dense) = (new Embedding(280, 128, maskZero), new LSTM(196), new Dense(2, "softmax"));
        var model = new Sequential([embedding, lstm, dense]);
        model.Build(new(300));
        Assign(model, golden, weights, "w");
        var tolerance = golden.GetProperty("tolerance").GetDouble();

        Near.Equal(arrays["predictions"], model.Predict(arrays["x"].Tensor), tolerance, "predictions");

        var pass = new Pass { KeepsState = true, NumThreads = 2 };
        var trip = new Trip(model, [arrays["x"].Tensor], pass);
        var (loss, logits, areLogits) = trip.Resolve(new CategoricalCrossentropy(), 0);
        Assert.True(areLogits);
        var factors = new Tensor(4);
        factors.Span.Fill(1 / 4f);
        Near.Equal((double[])[arrays["loss"].Scalar], (float[])[loss.PerSample(arrays["y"].Tensor, logits).Span.ToArray().Average()], tolerance, "loss");
        trip.Backward([loss.Gradient(arrays["y"].Tensor, logits, factors)], [true]);

        foreach (var parameter in golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetString()!))
            Assert.Equal(arrays[$"grad_norm/{parameter}"].Scalar, Norm(Find(model, parameter).Gradient), 1e-4 * arrays[$"grad_norm/{parameter}"].Scalar);
        Gradients(arrays, "grad/dense/kernel", Find(model, "dense/kernel").Gradient.Span);
        Gradients(arrays, "grad/dense/bias", Find(model, "dense/bias").Gradient.Span);
        Gradients(arrays, "grad/lstm/bias", Find(model, "lstm/bias").Gradient.Span);
        Gradients(arrays, "grad/embedding/rows_0_2", Find(model, "embedding/embeddings").Gradient.Samples(0, 3).Span);
        Gradients(arrays, "grad/lstm/recurrent_columns", Columns(Find(model, "lstm/recurrent_kernel").Gradient, 0, 588));
        Gradients(arrays, "grad/lstm/kernel_columns", Columns(Find(model, "lstm/kernel").Gradient, 196, 392));

        CheckStateGradients(arrays, embedding, lstm, pass);
    }

    /// <summary>Whole gradients of sum(h_last · dy_h), where the file has them.</summary>
    static void CheckStateGradients(Npz arrays, Embedding embedding, LSTM lstm, Pass pass)
    {
        foreach (var parameter in embedding.Parameters.Concat(lstm.Parameters))
            parameter.ClearGradient();
        var table = new Call(pass, arrays["x"].Tensor);
        var reader = new Call(pass, embedding.Run(table)[0]) { Masks = [table.OutputMask] };

        var state = lstm.Run(reader)[0];

        Near.Equal(arrays["h_last"], state, 1e-5, "h_last");
        if (!arrays.Has("dy_h"))
            return;
        embedding.Backward(lstm.Backward(arrays["dy_h"].Tensor, reader)!, table);
        Gradients(arrays, "grad_h/embedding/embeddings", embedding.Embeddings.Gradient.Span);
        foreach (var parameter in lstm.Parameters)
            Gradients(arrays, $"grad_h/lstm/{parameter.Name}", parameter.Gradient.Span);
    }

    static void RunFit(JsonElement golden)
    {
        var arrays = GoldenData.Npz("numerics/" + golden.GetProperty("file").GetString());
        var model = BuildModel(golden, arrays);
        var fit = golden.GetProperty("fit");
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var running = new List<float>();
        var callbacks = new List<Callback> { new LambdaCallback(onTrainBatchEnd: (_, logs) => running.Add(logs["loss"])) };
        var stopping = AddCallbacks(golden, callbacks);

        var history = model.Fit(
            arrays["x"].Tensor, arrays["y"].Tensor, golden.GetProperty("batch_size").GetInt32(), fit.GetProperty("epochs").GetInt32(), Verbose.Silent,
            callbacks, fit.TryGetProperty("validation_split", out var split) ? split.GetSingle() : 0,
            arrays.Has("x_val") ? new Batch(arrays["x_val"].Tensor, arrays["y_val"].Tensor) : null, shuffle: false,
            fit.TryGetProperty("class_weight", out var weights)
                ? weights.EnumerateObject().ToDictionary(weight => int.Parse(weight.Name, System.Globalization.CultureInfo.InvariantCulture), weight => weight.Value.GetSingle())
                : null,
            arrays.Has("sample_weight") ? arrays["sample_weight"].Tensor : null);

        Near.Equal(arrays["running_loss"].Values, running.ToArray(), tolerance, "running_loss");
        foreach (var name in arrays.Names.Where(name => name.StartsWith("history/", StringComparison.Ordinal)))
            Near.Equal(arrays[name].Values, history[name["history/".Length..]].ToArray(), tolerance, name);
        CheckWeights(golden, arrays, model, "w_end", tolerance);
        Near.Equal(arrays["predictions"], model.Predict(arrays["x"].Tensor), tolerance, "predictions");
        if (golden.TryGetProperty("early_stopping", out var stopped))
        {
            Assert.Equal(stopped.GetProperty("stopped_epoch").GetInt32(), stopping!.StoppedEpoch);
            Assert.Equal(stopped.GetProperty("best_epoch").GetInt32(), stopping.BestEpoch);
            Assert.Equal(stopped.GetProperty("best").GetDouble(), stopping.Best, 1e-3);
        }
    }

    static EarlyStopping? AddCallbacks(JsonElement golden, List<Callback> callbacks)
    {
        if (golden.TryGetProperty("reduce_lr", out var reduce))
        {
            callbacks.Add(new ReduceLROnPlateau(
                reduce.GetProperty("monitor").GetString()!, reduce.GetProperty("factor").GetDouble(), reduce.GetProperty("patience").GetInt32(),
                minDelta: reduce.GetProperty("min_delta").GetSingle(), cooldown: reduce.GetProperty("cooldown").GetInt32(), minLR: reduce.GetProperty("min_lr").GetSingle()));
        }

        if (!golden.TryGetProperty("early_stopping", out var stop))
            return null;
        var stopping = new EarlyStopping(
            stop.GetProperty("monitor").GetString()!, patience: stop.GetProperty("patience").GetInt32(), restoreBestWeights: stop.GetProperty("restore_best_weights").GetBoolean());
        callbacks.Add(stopping);
        return stopping;
    }

    static void RunMaskedSteps(JsonElement golden)
    {
        var arrays = GoldenData.Npz("numerics/" + golden.GetProperty("file").GetString());
        var model = BuildModel(golden, arrays);
        var (batchSize, tolerance) = (golden.GetProperty("batch_size").GetInt32(), golden.GetProperty("tolerance").GetDouble());
        var spatial = model.Layers.Single(layer => layer is SpatialDropout1D);
        var lstm = model.Layers.Single(layer => layer is LSTM);
        var (x, y) = (arrays["x"].Tensor, arrays["y"].Tensor);
        var numBatches = (x.Shape[0] + batchSize - 1) / batchSize;
        for (var step = 0; step < golden.GetProperty("steps").GetInt32(); step++)
        {
            var start = step % numBatches * batchSize;
            var count = Math.Min(batchSize, x.Shape[0] - start);

            var logs = model.TrainOnBatch(x.Samples(start, count), y.Samples(start, count), dropoutMasks: new Dictionary<Layer, DropoutMasks>
            {
                [spatial] = new(arrays[$"step{step}/spatial_mask"].Tensor),
                [lstm] = new(WithSteps(arrays[$"step{step}/dropout_mask"].Tensor), WithSteps(arrays[$"step{step}/recurrent_dropout_mask"].Tensor)),
            });

            Near.Equal((double[])[arrays["step_loss"].Values[step]], (float[])[logs["loss"]], tolerance, $"loss of step {step}");
            if (arrays.Has($"w{step + 1}/dense/bias"))
                CheckWeights(golden, arrays, model, $"w{step + 1}", tolerance);
        }

        CheckWeights(golden, arrays, model, "w_end", tolerance);
    }

    static Tensor WithSteps(Tensor masks) => masks.Rank == 4 ? masks : masks.Reshape([1, .. masks.Shape.Sizes]);

    internal static Sequential BuildModel(JsonElement golden, Npz arrays)
    {
        var dialect = GoldenLayers.DialectOf(golden);
        var model = new Sequential(seed: 1);
        foreach (var layer in golden.GetProperty("model").GetProperty("layers").EnumerateArray())
        {
            var (className, config) = (layer.GetProperty("class_name").GetString()!, layer.GetProperty("config"));
            if (className == "InputLayer")
                continue;
            var created = GoldenLayers.Create(className, config, dialect);
            created.Name = config.GetProperty("name").GetString()!;
            model.Add(created);
        }

        model.Build(new(arrays["x"].Shape.AsSpan(1)));
        Assign(model, golden, arrays, "w0");
        var metrics = new List<string> { "accuracy" };
        var loss = Loss.Get(golden.GetProperty("loss").GetString()!);
        var optimizer = GoldenOptimizers.Create(golden, arrays);
        if (arrays.Has("history/categorical_accuracy"))
            model.Compile(optimizer, loss, [new CategoricalAccuracy("accuracy")], [new CategoricalAccuracy()]);
        else
            model.Compile(optimizer, loss, metrics);
        return model;
    }

    static void Assign(Spam.Keras.Models.Model model, JsonElement golden, Npz arrays, string prefix)
    {
        foreach (var name in golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetString()!))
            Find(model, name).Assign(arrays[$"{prefix}/{name}"].Floats);
    }

    static void CheckWeights(JsonElement golden, Npz arrays, Spam.Keras.Models.Model model, string prefix, double tolerance)
    {
        foreach (var name in golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetString()!))
            Near.Equal(arrays[$"{prefix}/{name}"], Find(model, name).Value, tolerance, $"{prefix}/{name}");
    }

    internal static Parameter Find(Spam.Keras.Models.Model model, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return model.Layers.Single(layer => layer.Name == name[..slash]).Parameters.Single(parameter => parameter.Name == name[(slash + 1)..]);
    }

    static void Gradients(Npz arrays, string name, ReadOnlySpan<float> actual)
    {
        if (arrays.Has(name))
            Near.EqualToLargest(arrays[name].Values, actual, 1e-4, name);
    }

    static double Norm(Tensor tensor) => Math.Sqrt(tensor.Span.ToArray().Sum(value => value * (double)value));

    static float[] Columns(Tensor matrix, params int[] columns)
        => [.. Enumerable.Range(0, matrix.Shape[0]).SelectMany(row => columns.Select(column => matrix[(row * matrix.Shape[1]) + column]))];
}
