mod life;
mod values;
