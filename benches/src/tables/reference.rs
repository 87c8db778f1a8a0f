//! Tables that are the same for every network. Round figures, good for a benchmark only.

/// Name and text.
pub(super) const TABLES: [(&str, &str); 7] = [
    (
        "unit_types",
        "unit_type,name,name_zh,name_ru,name_kk,form,teu,payload_t,volume_m3,wagons,lane_m,plugs,reliability,basis\n\
         20GP,20 ft container,,,,box,1,27,33,0.5,6.1,0,modelled,M\n\
         40HC,40 ft high cube container,,,,box,2,28,76,1,12.2,0,modelled,M\n\
         40RF,40 ft reefer container,,,,reefer,2,27,67,1,12.2,1,modelled,M\n",
    ),
    (
        "commodities",
        "hs,name,name_zh,name_ru,name_kk,unit_types,stowage_m3_per_t,temperature_min,temperature_max,dangerous_class,\
         value_per_t,currency,quarantine,reliability,basis,note\n\
         0204.42,Frozen mutton,,,,40RF,2.2,-25,-18,,4500,USD,no,modelled,M,\n\
         8450.11,Washing machines,,,,40HC,5,,,,6000,USD,no,modelled,M,\n",
    ),
    ("commodity_units", "hs,unit_type,t_per_unit,reliability,basis\n8450.11,40HC,14,modelled,M\n"),
    (
        "delays",
        "delay_id,name,p10,p50,p80,p90,p95,p99,max,reliability,basis\n\
         D-RAIL-A,Reliable train,0,60,180,480,900,2400,5000,modelled,M\n\
         D-RAIL-B,Cheap train,0,240,900,2000,3600,7000,12000,modelled,M\n\
         D-ROAD-A,Reliable truck,0,15,60,120,240,600,1400,modelled,M\n\
         D-ROAD-B,Cheap truck,0,60,240,600,1200,2400,4000,modelled,M\n\
         D-SEA-A,Reliable ship,0,120,600,1400,2400,4300,7200,modelled,M\n\
         D-SEA-B,Cheap ship,60,720,2200,4300,5800,8600,14400,modelled,M\n\
         D-BARGE-A,Reliable barge,0,60,240,480,900,1800,3600,modelled,M\n\
         D-BARGE-B,Cheap barge,0,240,720,1400,2400,4300,7200,modelled,M\n",
    ),
    (
        "emission_factors",
        "factor_id,name,kind,g_per_tkm,g_per_t,scope,year,licence,reliability,basis\n\
         F-RAIL-E,Electric train,mode,14,,well to wheel,2027,own figure,modelled,M\n\
         F-RAIL-D,Diesel train,mode,31,,well to wheel,2027,own figure,modelled,M\n\
         F-TRUCK,Truck,mode,91,,well to wheel,2027,own figure,modelled,M\n\
         F-TRUCK-LNG,Gas truck,mode,72,,well to wheel,2027,own figure,modelled,M\n\
         F-SEA-LARGE,Large ship,mode,8,,well to wheel,2027,own figure,modelled,M\n\
         F-SEA-SMALL,Small ship,mode,24,,well to wheel,2027,own figure,modelled,M\n\
         F-BARGE,Barge,mode,31,,well to wheel,2027,own figure,modelled,M\n\
         F-HUB-BOX,Container terminal,hub,,1200,well to wheel,2027,own figure,modelled,M\n\
         F-HUB-BULK,Bulk terminal,hub,,600,well to wheel,2027,own figure,modelled,M\n",
    ),
    ("currencies", "currency,per_usd,date,reliability,basis\nUSD,1,2027-01-01,modelled,M\n"),
    ("sources", "source_id,what,url\nM,Made by the benchmark generator,\n"),
];
