package dev.azulejo.lab.quote;

import java.util.List;
import java.util.Optional;

/// What a training takes on a machine.
///
/// @param machine that would train
/// @param hours of it
/// @param onDemand US dollars
/// @param onSpot US dollars; a Spot machine that is taken away costs what lies behind the last checkpoint, and a start
/// @param power US dollars, for a machine of one's own
public record TrainingQuote(Machine machine, double hours, double onDemand, double onSpot, double power) {
    private static final double SECONDS = 3600;

    /// How often a Spot machine is taken away, an hour; AWS's advisor calls that 5 to 10 % a month for most.
    static final double TAKEN_AN_HOUR = 0.05;

    /// Seconds until the next one works, and what is repeated.
    static final double LOST_SECONDS = 240;

    /// @param stages work of a step of each stage of a chain, with how many there are
    /// @param kilowattHour US dollars
    public static TrainingQuote of(Machine machine, List<Stage> stages, double kilowattHour) {
        double hours = stages.stream()
                        .mapToDouble(stage -> stage.steps() * machine.step(stage.work()))
                        .sum()
                / SECONDS;
        double longer = 1 + TAKEN_AN_HOUR * LOST_SECONDS / SECONDS;
        return new TrainingQuote(
                machine,
                hours,
                hours * machine.hour(),
                hours * longer * machine.spotHour(),
                machine.price() > 0 ? hours * machine.watts() / 1000 * kilowattHour : 0);
    }

    /// A stage of a chain.
    public record Stage(int steps, StepWork work) {
        /// Hours on the machine on which it was measured.
        public double hoursHere() {
            return steps * work.here() / SECONDS;
        }
    }

    /// How many such trainings one's own machine must do until it is cheaper than this rented one; never where renting
    /// costs no more than power does.
    ///
    /// @param own the quote of the machine to buy
    /// @param rented US dollars for this training
    public static Optional<Double> trainingsUntilCheaper(TrainingQuote own, double rented) {
        double saved = rented - own.power;
        return saved > 0 ? Optional.of(own.machine.price() / saved) : Optional.empty();
    }
}
